package main

import "sync"

// truth: selfDeadlock
func init() { register("embedded-upgrade", joinTwice, joinOnce) }

// roster embeds its lock.
type roster struct {
	sync.RWMutex
	players map[string]int
}

func (r *roster) number(player string) int {
	r.RLock() // truth: joiner holds r.RWMutex | r for reading
	defer r.RUnlock()
	if number, ok := r.players[player]; ok {
		return number
	}
	return r.join(player)
}

func (r *roster) join(player string) int {
	r.Lock() // truth: joiner waits lockPending r.RWMutex | r
	defer r.Unlock()
	r.players[player] = len(r.players) + 1
	work()
	return r.players[player]
}

// numberOrJoin gives the read lock back before it takes the other.
func (r *roster) numberOrJoin(player string) int {
	r.RLock()
	number, ok := r.players[player]
	r.RUnlock()
	if ok && number > 0 {
		r.join(player + "!")
		return number
	}
	return r.join(player)
}

func joinTwice(s *stage) {
	r := &roster{players: map[string]int{}}
	go r.number("Ada")
	s.await(1, "sync.RWMutex.Lock", "(*roster).join")
}

func joinOnce(s *stage) {
	r := &roster{players: map[string]int{}}
	for range 4 {
		go func() {
			for {
				r.numberOrJoin("Ada")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*roster).join")
}
