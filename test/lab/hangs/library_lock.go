package main

import (
	"time"

	"example.com/lab/hangs/bus"
)

// The lock belongs to a library, which calls its user with it.

// truth: selfDeadlock in bus/bus.go
func init() { register("library-lock", subscribeInside, subscribeOutside) }

type warehouse struct {
	events *bus.Bus
	parts  int
}

// watch follows each new product.
func (w *warehouse) watch() {
	w.events.Subscribe("product", w.productAdded)
}

func (w *warehouse) productAdded(event bus.Event) {
	w.events.Subscribe(event.Topic+"/sold", func(bus.Event) { w.parts-- })
}

// waitForSales does its slow work in a listener.
func (w *warehouse) waitForSales() {
	w.events.Subscribe("sold", func(bus.Event) { time.Sleep(5 * time.Millisecond) })
}

func subscribeInside(s *stage) {
	w := &warehouse{events: bus.New("shop")}
	w.watch()
	go w.events.Publish(bus.Event{Topic: "product"})
	s.await(1, "sync.Mutex.Lock", "(*warehouse).productAdded")
}

func subscribeOutside(s *stage) {
	w := &warehouse{events: bus.New("shop")}
	w.waitForSales()
	publish := func() {
		for {
			w.events.Publish(bus.Event{Topic: "sold"})
		}
	}
	for range 3 {
		go publish()
	}
	s.await(1, "sync.Mutex.Lock", "subscribeOutside.func1")
}
