package main

import "sync"

// truth: deadlock
func init() { register("opposite-order", sellAndCount, sellAndCountInOrder) }

type orderDesk struct {
	mu     sync.Mutex
	orders []string
	stock  *stockRoom
	disk   *latency
}

type stockRoom struct {
	disk *latency

	mu    sync.Mutex
	items map[string]int
	desk  *orderDesk
}

func (d *orderDesk) place(item string) {
	d.mu.Lock() // truth: seller holds d.mu
	defer d.mu.Unlock()
	d.disk.wait()
	d.orders = append(d.orders, item)
	d.stock.take(item)
}

func (r *stockRoom) take(item string) {
	r.mu.Lock() // truth: seller waits mutex r.mu
	defer r.mu.Unlock()
	work()
	r.items[item]--
}

func (r *stockRoom) count() int {
	r.mu.Lock() // truth: counter holds r.mu
	defer r.mu.Unlock()
	r.disk.wait()
	return len(r.items) - r.desk.pending()
}

func (d *orderDesk) pending() int {
	d.mu.Lock() // truth: counter waits mutex d.mu
	defer d.mu.Unlock()
	return len(d.orders)
}

// countPending takes the locks in the order of place.
func (d *orderDesk) countPending() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stock.mu.Lock()
	defer d.stock.mu.Unlock()
	work()
	return len(d.stock.items) - len(d.orders)
}

func newShop() (*orderDesk, *stockRoom) {
	disk := newLatency()
	desk := &orderDesk{disk: disk}
	room := &stockRoom{disk: disk, items: map[string]int{}, desk: desk}
	desk.stock = room
	return desk, room
}

func sellAndCount(s *stage) {
	desk, room := newShop()
	go desk.place("tea")
	go room.count()
	desk.disk.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*stockRoom).take")
	s.await(1, "sync.Mutex.Lock", "(*orderDesk).pending")
}

func sellAndCountInOrder(s *stage) {
	desk, room := newShop()
	close(desk.disk.over)
	for range 3 {
		go func() {
			for {
				desk.place("tea")
			}
		}()
		go func() {
			for {
				desk.countPending()
			}
		}()
		go func() {
			for {
				room.take("coffee")
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*orderDesk).countPending")
}
