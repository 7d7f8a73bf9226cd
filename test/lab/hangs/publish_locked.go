package main

import "sync"

// truth: deadlock
func init() { register("publish-locked", publishHoldingLock, publishToCopies) }

// roomBroker has a channel for each listener.
type roomBroker struct {
	guard     sync.Mutex
	listeners map[string]chan string
}

func (b *roomBroker) join(name string) <-chan string {
	b.guard.Lock()
	defer b.guard.Unlock()
	ch := make(chan string)
	b.listeners[name] = ch
	return ch
}

func (b *roomBroker) leave(name string) {
	b.guard.Lock() // truth: listener waits mutex b.guard
	defer b.guard.Unlock()
	delete(b.listeners, name)
}

func (b *roomBroker) say(text string) {
	b.guard.Lock() // truth: speaker holds b.guard
	defer b.guard.Unlock()
	for _, ch := range b.listeners {
		ch <- text // truth: speaker waits send ch
	}
}

func (b *roomBroker) sayToCopies(text string) {
	b.guard.Lock()
	all := make([]chan string, 0, len(b.listeners))
	for _, ch := range b.listeners {
		all = append(all, ch)
	}
	b.guard.Unlock()
	for _, ch := range all {
		ch <- text
	}
}

type roomListener struct {
	broker *roomBroker
	name   string
	heard  []string
}

// listen leaves when somebody says so.
func (l *roomListener) listen(messages <-chan string) {
	for message := range messages {
		if message == "go" {
			work()
			l.broker.leave(l.name)
			return
		}
		l.heard = append(l.heard, message)
	}
}

func startRoom(names ...string) *roomBroker {
	b := &roomBroker{listeners: make(map[string]chan string)}
	for _, name := range names {
		l := &roomListener{broker: b, name: name}
		go l.listen(b.join(name))
	}
	return b
}

func publishHoldingLock(s *stage) {
	b := startRoom("Ann")
	b.say("hello")
	go func() {
		b.say("go")
		b.say("bye")
	}()
	s.await(1, "sync.Mutex.Lock", "(*roomListener).listen")
	s.await(1, "chan send", "(*roomBroker).say")
}

func publishToCopies(s *stage) {
	b := startRoom("Ann", "Ben", "Cid")
	go func() {
		for {
			b.sayToCopies("hello")
			work()
		}
	}()
	s.await(2, "chan receive", "(*roomListener).listen")
}
