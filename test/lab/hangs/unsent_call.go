package main

import (
	"errors"
	"io"
	"sync"
)

// truth: deadlock|noCounterpart
func init() { register("unsent-call", forgetUnsentCall, failUnsentCall) }

var errPipeBroken = errors.New("broken pipe")

type callFrame struct {
	id   int
	body string
}

// frameConn is a stream of frames.
type frameConn interface {
	read() (callFrame, error)
	write(f callFrame) error
	hangUp()
}

type openCall struct {
	reply string
	err   error
	done  chan *openCall
}

func (c *openCall) finish(err error) {
	c.err = err
	select {
	case c.done <- c:
	default:
	}
}

// muxClient has many calls on one connection.
type muxClient struct {
	conn    frameConn
	onError func(c *openCall, err error)

	mu      sync.Mutex
	nextID  int
	pending map[int]*openCall
}

func newMuxClient(conn frameConn, onError func(*openCall, error)) *muxClient {
	m := &muxClient{conn: conn, onError: onError, pending: map[int]*openCall{}}
	go m.input()
	return m
}

func (m *muxClient) take(id int) *openCall {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.pending[id]
	delete(m.pending, id)
	return c
}

func (m *muxClient) input() {
	for {
		f, err := m.conn.read()
		if err != nil {
			m.failAll(err)
			return
		}
		if c := m.take(f.id); c != nil {
			c.reply = f.body
			c.finish(nil)
		}
	}
}

func (m *muxClient) failAll(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.pending {
		c.finish(err)
	}
}

func (m *muxClient) start(body string) *openCall {
	c := &openCall{done: make(chan *openCall, 1)}
	m.mu.Lock()
	m.nextID++
	id := m.nextID
	m.pending[id] = c
	m.mu.Unlock()
	if err := m.conn.write(callFrame{id, body}); err != nil {
		m.take(id)
		m.onError(c, err)
	}
	return c
}

func (m *muxClient) call(body string) (string, error) {
	c := <-m.start(body).done // truth: caller waits receive
	return c.reply, c.err
}

// echoConn answers each frame with itself.
type echoConn struct {
	in       chan callFrame
	closed   chan struct{}
	isBroken bool
}

func (c *echoConn) read() (callFrame, error) {
	select { // truth: reader waits select|receive
	case f := <-c.in:
		return f, nil
	case <-c.closed:
		return callFrame{}, io.EOF
	}
}

func (c *echoConn) write(f callFrame) error {
	if c.isBroken {
		return errPipeBroken
	}
	work()
	c.in <- f
	return nil
}

func (c *echoConn) hangUp() { close(c.closed) }

func callEcho(isBroken bool, onError func(*openCall, error)) {
	conn := &echoConn{make(chan callFrame, 1), make(chan struct{}), isBroken}
	defer conn.hangUp()
	_, _ = newMuxClient(conn, onError).call("echo")
}

func forgetUnsentCall(s *stage) {
	go callEcho(true, func(*openCall, error) {})
	s.await(1, "chan receive", "(*muxClient).call")
	s.await(1, "select", "(*echoConn).read")
}

func failUnsentCall(s *stage) {
	go func() {
		for {
			callEcho(false, (*openCall).finish)
		}
	}()
	s.await(1, "select", "(*echoConn).read")
}
