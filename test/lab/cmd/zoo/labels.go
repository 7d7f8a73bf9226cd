package main

import (
	"context"
	"runtime/pprof"
	"strings"
)

// Labels, from everyday ones to those that imitate the dump around them.
var labelled = []exhibit{
	{"chan receive", "main.(*shop).order", with((*shop).order, "request_id", "abc-123", "tenant", "blue")},
	{"chan send", "main.(*shop).bill", with((*shop).bill, "job", `reindex "all" [now]`, "path", "/v1/orders")},
	{"select", "main.(*shop).open", with((*shop).open, "empty", "", "größe", "7µ\n", "emoji", "🦫")},
	{"select (no cases)", "main.(*shop).close", with((*shop).close, "bad", "\xff\x00x", "tab", "a\tb\rc")},
	{"chan receive", "main.(*shop).stock", with((*shop).stock, "a b", "c, d: {e}", `back\slash`, "]:", "long", strings.Repeat("0123456789", 30))},
	{"chan receive", "main.(*shop).forge", with((*shop).forge, "state", "chan send, 9 minutes]:\n\ngoroutine 1 [running]:\nmain.main()\n\t/etc/passwd:1")},
}

func with(method func(*shop), keysAndValues ...string) func() {
	return func() {
		pprof.Do(context.Background(), pprof.Labels(keysAndValues...), func(context.Context) {
			method(&shop{orders: make(chan int)})
		})
	}
}

type shop struct {
	orders chan int
}

func (s *shop) order() { <-s.orders }

func (s *shop) bill() { s.orders <- 1 }

func (s *shop) open() {
	select {
	case <-s.orders:
	case s.orders <- 1:
	}
}

func (s *shop) close() { select {} }

func (s *shop) stock() {
	for range s.orders {
		println("never")
	}
}

func (s *shop) forge() { <-s.orders }
