package main

import "sync"

// truth: selfDeadlock|deadlock
func init() { register("once-itself", loadLocale, loadLocaleOnce) }

type locale struct {
	once   sync.Once
	months []string
	disk   *latency
}

func (l *locale) month(n int) string {
	l.once.Do(l.load) // truth: user×4 waits once l.once
	return l.months[n]
}

func (l *locale) load() {
	l.disk.wait()
	l.months = []string{"January", "February"}
	l.months = append(l.months, "after "+l.month(1))
}

// plainLocale loads without itself.
type plainLocale struct {
	once   sync.Once
	months []string
}

func (p *plainLocale) month(n int) string {
	p.once.Do(p.load)
	return p.months[n]
}

func (p *plainLocale) load() {
	work()
	p.months = []string{"January", "February"}
}

func loadLocale(s *stage) {
	l := &locale{disk: newLatency()}
	go l.month(0)
	s.await(1, "chan receive", "(*locale).load")
	for range 3 {
		go l.month(0)
	}
	s.await(3, "sync.Mutex.Lock", "(*locale).month")
	close(l.disk.over)
	s.await(1, "sync.Mutex.Lock", "(*locale).load")
}

func loadLocaleOnce(s *stage) {
	var current sync.Map
	current.Store("de", &plainLocale{})
	go func() {
		for {
			current.Store("de", &plainLocale{})
			work()
		}
	}()
	for range 3 {
		go func() {
			for {
				l, _ := current.Load("de")
				_ = l.(*plainLocale).month(0)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*plainLocale).month")
}
