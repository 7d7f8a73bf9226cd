package main

import "sync"

// truth: selfDeadlock
func init() { register("guard-idiom", guardTwice, guardOnce) }

// monitor is embedded for its one-line way to lock: defer x.enter()().
type monitor struct {
	mu sync.Mutex
}

func (m *monitor) enter() (leave func()) {
	m.mu.Lock() // truth: closer waits mutex m.mu
	return m.mu.Unlock
}

type orderLine struct {
	sku   string
	count int
}

type salesDesk struct {
	monitor
	open   map[string][]orderLine
	closed []string
	notify func(*salesDesk, string)
}

func newSalesDesk(notify func(*salesDesk, string)) *salesDesk {
	return &salesDesk{open: map[string][]orderLine{}, notify: notify}
}

func (d *salesDesk) add(order string, line orderLine) {
	defer d.enter()()
	d.open[order] = append(d.open[order], line)
}

func (d *salesDesk) total(order string) (total int) {
	defer d.enter()()
	for _, line := range d.open[order] {
		total += line.count
	}
	return total
}

// finish notifies inside of the monitor.
func (d *salesDesk) finish(order string) {
	defer d.enter()() // truth: closer holds d.monitor.mu | d.mu
	d.notify(d, order)
	delete(d.open, order)
	d.closed = append(d.closed, order)
}

func (d *salesDesk) finishWell(order string) {
	d.notify(d, order)
	defer d.enter()()
	work()
	delete(d.open, order)
}

func printTotal(d *salesDesk, order string) {
	if d.total(order) == 0 {
		return
	}
	d.add("totals", orderLine{order, 1})
}

func guardTwice(s *stage) {
	d := newSalesDesk(printTotal)
	d.add("o-1", orderLine{"pen", 3})
	go d.finish("o-1")
	s.await(1, "sync.Mutex.Lock", "(*salesDesk).finish")
}

func guardOnce(s *stage) {
	d := newSalesDesk(printTotal)
	for range 3 {
		go func() {
			for {
				d.add("o-1", orderLine{"pen", 3})
				d.finishWell("o-1")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*salesDesk).finishWell")
}
