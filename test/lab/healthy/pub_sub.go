package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"sync"
	"time"
)

// A hub that passes messages on to its subscribers, each of which has a connection with a goroutine for each direction.

func init() { register("pub-sub", startPubSub) }

type message struct {
	topic, text string
}

type subscriber struct {
	conn   net.Conn
	send   chan message
	topics map[string]bool
	closed sync.Once
}

type hub struct {
	join    chan *subscriber
	leave   chan *subscriber
	publish chan message
	members map[*subscriber]bool

	mu      sync.RWMutex
	history map[string][]string
}

func newHub() *hub {
	h := &hub{
		join:    make(chan *subscriber),
		leave:   make(chan *subscriber),
		publish: make(chan message, 8),
		members: map[*subscriber]bool{},
		history: map[string][]string{},
	}
	go h.run()
	return h
}

func (h *hub) run() {
	for {
		select {
		case s := <-h.join:
			h.members[s] = true
		case s := <-h.leave:
			if h.members[s] {
				delete(h.members, s)
				close(s.send)
			}
		case m := <-h.publish:
			h.remember(m)
			for s := range h.members {
				if !s.topics[m.topic] {
					continue
				}
				select {
				case s.send <- m:
				default: // it is too slow, and misses one
				}
			}
		}
	}
}

func (h *hub) remember(m message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept := append(h.history[m.topic], m.text)
	if len(kept) > 100 {
		kept = kept[1:]
	}
	h.history[m.topic] = kept
}

func (h *hub) last(topic string) string {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if texts := h.history[topic]; len(texts) > 0 {
		return texts[len(texts)-1]
	}
	return ""
}

// serve reads what a subscriber publishes.
func (h *hub) serve(conn net.Conn) {
	s := &subscriber{conn: conn, send: make(chan message, 32), topics: map[string]bool{"news": true}}
	h.join <- s
	go s.write(time.Minute)
	defer s.close()
	defer func() { h.leave <- s }()
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		h.publish <- message{"news", lines.Text()}
	}
}

// write sends messages, and a sign of life when there are none.
func (s *subscriber) write(every time.Duration) {
	ping := time.NewTicker(every)
	defer ping.Stop()
	defer s.close()
	for {
		select {
		case m, ok := <-s.send:
			if !ok {
				return
			}
			if _, err := fmt.Fprintln(s.conn, m.text); err != nil {
				return
			}
		case <-ping.C:
			if _, err := fmt.Fprintln(s.conn, "ping"); err != nil {
				return
			}
		}
	}
}

func (s *subscriber) close() {
	s.closed.Do(func() { s.conn.Close() })
}

// listen prints nothing, but reads everything.
func listen(conn net.Conn, heard chan<- string) {
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		heard <- lines.Text()
	}
}

func speak(conn net.Conn, h *hub, busy bool) {
	for n := 0; ; n++ {
		if _, err := fmt.Fprintln(conn, "message", n, "after one of", len(h.last("news"))); err != nil {
			log.Fatal(err)
		}
		pause(busy)
	}
}

func startPubSub(busy bool) {
	h := newHub()
	heard := make(chan string)
	go func() {
		count := 0
		for range heard {
			count++
		}
	}()
	for range 10 {
		near, far := net.Pipe()
		go h.serve(near)
		go listen(far, heard)
		go speak(far, h, busy)
	}
}
