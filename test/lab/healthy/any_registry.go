package main

import (
	"net"
	"net/http"
	"sync"
)

// Listeners in a map of values of any type, tickets in a generic queue, and a feed that waits until somebody asks for it.

func init() { register("any-registry", startRegistry) }

type letter struct{ text string }

type letterBox struct {
	mu    sync.Mutex
	boxes map[string]any
	calls chan any
}

// listen waits for its letters; whoever delivers one has the channel from the map.
func (b *letterBox) listen(name string) {
	in := make(chan letter)
	b.mu.Lock()
	b.boxes[name] = in
	b.mu.Unlock()
	for range in {
		work()
	}
}

func (b *letterBox) deliver(name string, l letter) {
	b.mu.Lock()
	box := b.boxes[name]
	b.mu.Unlock()
	switch in := box.(type) {
	case chan letter:
		in <- l
	case func(letter):
		in(l)
	}
}

// call waits for an answer by a channel that it sends with values of other types.
func (b *letterBox) call() {
	answer := make(chan int)
	b.calls <- answer
	<-answer
}

func (b *letterBox) answerCalls(busy bool) {
	for call := range b.calls {
		pause(busy)
		if answer, ok := call.(chan int); ok {
			answer <- 1
		}
	}
}

type waitingList[T any] struct {
	mu    sync.Mutex
	items []T
	more  chan struct{}
}

func (w *waitingList[T]) add(item T) {
	w.mu.Lock()
	w.items = append(w.items, item)
	w.mu.Unlock()
	w.more <- struct{}{}
}

func (w *waitingList[T]) next() T {
	<-w.more
	w.mu.Lock()
	defer w.mu.Unlock()
	first := w.items[0]
	w.items = w.items[1:]
	return first
}

type ticket struct{ served chan int }

type desk struct{ tickets *waitingList[*ticket] }

func (d *desk) visit() {
	t := &ticket{served: make(chan int)}
	d.tickets.add(t)
	<-t.served
}

func (d *desk) serve(busy bool) {
	for {
		t := d.tickets.next()
		pause(busy)
		t.served <- 1
	}
}

type headlines struct{ next chan string }

func (h *headlines) produce() {
	for {
		h.next <- "nothing new"
	}
}

// serveNext answers who asks, which nobody does for hours.
func (h *headlines) serveNext(w http.ResponseWriter, _ *http.Request) {
	w.Write([]byte(<-h.next))
}

func startRegistry(busy bool) {
	b := &letterBox{boxes: map[string]any{}, calls: make(chan any)}
	for _, name := range []string{"ann", "bob", "eve"} {
		go b.listen(name)
		go func() {
			for {
				pause(busy)
				b.deliver(name, letter{text: "hello"})
			}
		}()
		go b.answerCalls(busy)
		go func() {
			for {
				b.call()
			}
		}()
	}
	d := &desk{tickets: &waitingList[*ticket]{more: make(chan struct{}, 64)}}
	for range 3 {
		go d.serve(busy)
		go func() {
			for {
				d.visit()
			}
		}()
	}
	h := &headlines{next: make(chan string)}
	go h.produce()
	mux := http.NewServeMux()
	mux.HandleFunc("/next", h.serveNext)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, mux)
}
