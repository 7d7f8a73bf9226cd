package main

import "sync"

// truth: deadlock
func init() { register("leaving-subscriber", announceToLeaving, announceToStaying) }

type topicSub struct {
	messages chan string
	topic    *topicHub
}

type topicHub struct {
	mu   sync.RWMutex
	subs map[*topicSub]struct{}
}

func (t *topicHub) join() *topicSub {
	sub := &topicSub{make(chan string), t}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs[sub] = struct{}{}
	return sub
}

func (t *topicHub) leave(sub *topicSub) {
	t.mu.Lock() // truth: leaver waits lockPending t.mu
	defer t.mu.Unlock()
	delete(t.subs, sub)
	close(sub.messages)
}

// announce sends with the lock that a subscriber needs to leave.
func (t *topicHub) announce(messages ...string) {
	t.mu.RLock() // truth: announcer holds t.mu for reading
	defer t.mu.RUnlock()
	for sub := range t.subs {
		for _, message := range messages {
			sub.messages <- message // truth: announcer waits send sub.messages
		}
	}
}

func (s *topicSub) listen(until string) {
	for message := range s.messages {
		if message == until {
			break
		}
		work()
	}
	s.topic.leave(s)
}

func announceToLeaving(s *stage) {
	hub := &topicHub{subs: map[*topicSub]struct{}{}}
	sub := hub.join()
	go sub.listen("bye")
	go hub.announce("bye", "anybody there?")
	s.await(1, "chan send", "(*topicHub).announce")
	s.await(1, "sync.RWMutex.Lock", "(*topicHub).leave")
}

func announceToStaying(s *stage) {
	hub := &topicHub{subs: map[*topicSub]struct{}{}}
	for range 2 {
		go hub.join().listen("bye")
	}
	for range 2 {
		go func() {
			for {
				hub.announce("anybody there?")
				work()
			}
		}()
	}
	go func() {
		for {
			sub := hub.join()
			go func() {
				for range sub.messages {
					work()
				}
			}()
			hub.leave(sub)
		}
	}()
	s.await(1, "chan send", "(*topicHub).announce")
}
