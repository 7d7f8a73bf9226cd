package main

import (
	"errors"
	"io"
)

// truth: noCounterpart
func init() { register("proxy-halves", proxyWithoutRoom, proxyWithRoom) }

var errHalfClosed = errors.New("the other side is closed")

// byteConn is what a proxy joins to another of its kind.
type byteConn interface {
	read() ([]byte, error)
	write(p []byte) error
	close()
}

type memoryConn struct {
	in, out chan []byte
	done    chan struct{}
}

func (c *memoryConn) read() ([]byte, error) {
	select {
	case p := <-c.in:
		return p, nil
	case <-c.done:
		return nil, io.EOF
	}
}

func (c *memoryConn) write(p []byte) error {
	select {
	case c.out <- p:
		return nil
	case <-c.done:
		return errHalfClosed
	}
}

func (c *memoryConn) close() { close(c.done) }

func newMemoryConn(chunks int) *memoryConn {
	c := &memoryConn{make(chan []byte, chunks), make(chan []byte, chunks), make(chan struct{})}
	for range chunks - 1 {
		c.in <- []byte("chunk")
	}
	return c
}

type halfResult struct {
	upstream bool
	bytes    int
	err      error
}

// proxyServer joins pairs of connections, each by two goroutines.
type proxyServer struct {
	room  int
	total int
}

func (p *proxyServer) join(client, backend byteConn) error {
	results := p.copyBoth(client, backend)
	first := <-results
	p.total += first.bytes
	client.close()
	backend.close()
	if first.err != nil {
		return first.err
	}
	second := <-results
	p.total += second.bytes
	return second.err
}

func (p *proxyServer) copyBoth(client, backend byteConn) <-chan halfResult {
	results := make(chan halfResult, p.room)
	half := func(upstream bool, from, to byteConn) {
		n, err := pump(from, to)
		results <- halfResult{upstream, n, err} // truth: half×3 waits send results
	}
	go half(true, client, backend)
	go half(false, backend, client)
	return results
}

func pump(from, to byteConn) (n int, err error) {
	for {
		p, err := from.read()
		if err != nil {
			return n, err
		}
		work()
		if err := to.write(p); err != nil {
			return n, err
		}
		n += len(p)
	}
}

type brokenConn struct{ *memoryConn }

func (brokenConn) read() ([]byte, error) { return nil, errHalfClosed }

func proxyWithoutRoom(s *stage) {
	p := &proxyServer{}
	for range 3 {
		_ = p.join(newMemoryConn(4), brokenConn{newMemoryConn(4)})
	}
	s.await(3, "chan send", "(*proxyServer).copyBoth.func1")
}

func proxyWithRoom(s *stage) {
	for range 4 {
		p := &proxyServer{room: 2}
		go func() {
			for {
				_ = p.join(newMemoryConn(4), brokenConn{newMemoryConn(4)})
				work()
			}
		}()
	}
	work()
}
