package main

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"
)

// A server of calls that stream both ways over one connection, made by hand: a transport with a reader and a writer, pings that
// want an answer, windows of credit, and interceptors around handlers.

func init() { register("rpc-streams", startRPCStreams) }

type rpcFrame struct {
	kind   byte // 'd'ata, 'c'redit, 'p'ing, 'a'nswer or 'e'nd
	stream byte
	value  byte
}

var errRPCClosed = errors.New("the transport is closed")

type rpcTransport struct {
	conn    net.Conn
	writes  chan rpcFrame
	done    chan struct{}
	err     error
	once    sync.Once
	answers chan struct{}
	calls   chan *rpcStream

	mu      sync.Mutex
	streams map[byte]*rpcStream
	active  time.Time
}

type rpcStream struct {
	id        byte
	transport *rpcTransport
	incoming  chan byte
	credit    chan struct{}
	ended     chan struct{}
	endOnce   sync.Once
}

func newRPCTransport(conn net.Conn, serves bool) *rpcTransport {
	t := &rpcTransport{
		conn:    conn,
		writes:  make(chan rpcFrame),
		done:    make(chan struct{}),
		answers: make(chan struct{}, 1),
		streams: map[byte]*rpcStream{},
	}
	if serves {
		t.calls = make(chan *rpcStream)
	}
	go t.readLoop()
	go t.writeLoop()
	go t.keepAlive(30*time.Second, 10*time.Second)
	return t
}

func (t *rpcTransport) fail(err error) {
	t.once.Do(func() {
		t.err = err
		close(t.done)
		t.conn.Close()
	})
}

func (t *rpcTransport) readLoop() {
	var buf [3]byte
	for {
		if _, err := io.ReadFull(t.conn, buf[:]); err != nil {
			t.fail(err)
			return
		}
		t.touch()
		f := rpcFrame{buf[0], buf[1], buf[2]}
		switch f.kind {
		case 'p':
			t.write(rpcFrame{kind: 'a'})
		case 'a':
			select {
			case t.answers <- struct{}{}:
			default:
			}
		default:
			if s := t.stream(f.stream); s != nil {
				s.take(f)
			}
		}
	}
}

func (t *rpcTransport) writeLoop() {
	for {
		select {
		case f := <-t.writes:
			if _, err := t.conn.Write([]byte{f.kind, f.stream, f.value}); err != nil {
				t.fail(err)
				return
			}
		case <-t.done:
			return
		}
	}
}

func (t *rpcTransport) write(f rpcFrame) bool {
	select {
	case t.writes <- f:
		return true
	case <-t.done:
		return false
	}
}

// keepAlive asks the peer for a sign of life when nothing has come for a while.
func (t *rpcTransport) keepAlive(idle, patience time.Duration) {
	timer := time.NewTimer(idle)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-t.done:
			return
		}
		if rest := idle - time.Since(t.lastActive()); rest > 0 {
			timer.Reset(rest)
			continue
		}
		t.write(rpcFrame{kind: 'p'})
		timer.Reset(patience)
		select {
		case <-t.answers:
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(idle)
		case <-timer.C:
			t.fail(errors.New("the peer does not answer"))
			return
		case <-t.done:
			return
		}
	}
}

func (t *rpcTransport) touch() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.active = time.Now()
}

func (t *rpcTransport) lastActive() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.active
}

func (t *rpcTransport) stream(id byte) *rpcStream {
	t.mu.Lock()
	s, ok := t.streams[id]
	if !ok {
		s = t.add(id)
	}
	t.mu.Unlock()
	if !ok && t.calls != nil {
		select {
		case t.calls <- s:
		case <-t.done:
			return nil
		}
	}
	return s
}

// add needs the lock.
func (t *rpcTransport) add(id byte) *rpcStream {
	s := &rpcStream{
		id:        id,
		transport: t,
		incoming:  make(chan byte, 4),
		credit:    make(chan struct{}, 4),
		ended:     make(chan struct{}),
	}
	for range cap(s.credit) {
		s.credit <- struct{}{}
	}
	t.streams[id] = s
	return s
}

// take never waits longer than the window allows.
func (s *rpcStream) take(f rpcFrame) {
	switch f.kind {
	case 'd':
		s.incoming <- f.value // there is room: who sends needs credit
	case 'c':
		select {
		case s.credit <- struct{}{}:
		default:
		}
	case 'e':
		s.endOnce.Do(func() { close(s.ended) })
	}
}

func (s *rpcStream) send(ctx context.Context, value byte) error {
	select {
	case <-s.credit:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.transport.done:
		return errRPCClosed
	}
	if !s.transport.write(rpcFrame{'d', s.id, value}) {
		return errRPCClosed
	}
	return nil
}

func (s *rpcStream) recv(ctx context.Context) (byte, error) {
	select {
	case value := <-s.incoming:
		s.transport.write(rpcFrame{'c', s.id, 0})
		return value, nil
	case <-s.ended:
		return 0, io.EOF
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-s.transport.done:
		return 0, errRPCClosed
	}
}

type rpcHandler func(ctx context.Context, s *rpcStream) error

// withDeadline is an interceptor.
func withDeadline(limit time.Duration, next rpcHandler) rpcHandler {
	return func(ctx context.Context, s *rpcStream) error {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		return next(ctx, s)
	}
}

func echoCalls(ctx context.Context, s *rpcStream) error {
	for {
		value, err := s.recv(ctx)
		if err != nil {
			return err
		}
		work()
		if err := s.send(ctx, value); err != nil {
			return err
		}
	}
}

func serveRPC(listener net.Listener, handle rpcHandler) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		t := newRPCTransport(conn, true)
		go func() {
			for {
				select {
				case s := <-t.calls:
					go func() { _ = handle(context.Background(), s) }()
				case <-t.done:
					return
				}
			}
		}()
	}
}

func startRPCStreams(busy bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go serveRPC(listener, withDeadline(time.Hour, echoCalls))
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	client := newRPCTransport(conn, false)
	for id := range byte(10) {
		s := client.stream(id)
		go func() {
			for {
				if err := s.send(context.Background(), 'x'); err != nil {
					log.Fatal(err)
				}
				pause(busy)
			}
		}()
		go func() {
			for {
				if _, err := s.recv(context.Background()); err != nil {
					log.Fatal(err)
				}
			}
		}()
	}
}
