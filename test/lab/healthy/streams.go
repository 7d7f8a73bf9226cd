package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"
)

// Many streams over one connection, as HTTP/2 and gRPC have them: a goroutine reads frames and hands them to their streams,
// another one writes what the streams have queued.

func init() { register("streams", startStreams) }

type frame struct {
	stream uint32
	data   byte
}

type stream struct {
	id     uint32
	conn   *streamConn
	frames chan frame
}

type streamConn struct {
	conn    net.Conn
	ctx     context.Context
	cancel  context.CancelFunc
	control *controlQueue
	accept  chan *stream
	isServe bool

	mu      sync.Mutex
	streams map[uint32]*stream
	next    uint32
}

// controlQueue is a queue without a limit, of which one goroutine takes.
type controlQueue struct {
	mu    sync.Mutex
	ready chan struct{}
	waits bool
	list  []frame
}

func (c *controlQueue) put(f frame) {
	c.mu.Lock()
	c.list = append(c.list, f)
	wake := c.waits
	c.waits = false
	c.mu.Unlock()
	if wake {
		select {
		case c.ready <- struct{}{}:
		default:
		}
	}
}

func (c *controlQueue) get(ctx context.Context) (frame, error) {
	for {
		c.mu.Lock()
		if len(c.list) > 0 {
			f := c.list[0]
			c.list = c.list[1:]
			c.mu.Unlock()
			return f, nil
		}
		c.waits = true
		c.mu.Unlock()
		select {
		case <-c.ready:
		case <-ctx.Done():
			return frame{}, ctx.Err()
		}
	}
}

func newStreamConn(conn net.Conn, isServe bool) *streamConn {
	c := &streamConn{
		conn:    conn,
		control: &controlQueue{ready: make(chan struct{}, 1)},
		accept:  make(chan *stream, 8),
		isServe: isServe,
		streams: map[uint32]*stream{},
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	go c.readLoop()
	go c.writeLoop()
	go c.keepAlive(time.Minute)
	return c
}

func (c *streamConn) readLoop() {
	defer c.cancel()
	in := bufio.NewReader(c.conn)
	for {
		var f frame
		if err := binary.Read(in, binary.BigEndian, &f.stream); err != nil {
			return
		}
		data, err := in.ReadByte()
		if err != nil {
			return
		}
		f.data = data
		if s := c.streamFor(f.stream); s != nil {
			select {
			case s.frames <- f:
			case <-c.ctx.Done():
				return
			}
		}
	}
}

func (c *streamConn) streamFor(id uint32) *stream {
	if id == 0 {
		return nil // a sign of life
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.streams[id]
	if !ok && c.isServe {
		s = &stream{id, c, make(chan frame, 1)}
		c.streams[id] = s
		c.accept <- s
	}
	return s
}

func (c *streamConn) writeLoop() {
	defer c.conn.Close()
	for {
		f, err := c.control.get(c.ctx)
		if err != nil {
			return
		}
		if err := binary.Write(c.conn, binary.BigEndian, f.stream); err != nil {
			return
		}
		if _, err := c.conn.Write([]byte{f.data}); err != nil {
			return
		}
	}
}

func (c *streamConn) keepAlive(every time.Duration) {
	timer := time.NewTimer(every)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			c.control.put(frame{})
			timer.Reset(every)
		case <-c.ctx.Done():
			return
		}
	}
}

func (c *streamConn) open() *stream {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next++
	s := &stream{c.next, c, make(chan frame, 1)}
	c.streams[s.id] = s
	return s
}

func (s *stream) send(data byte) {
	s.conn.control.put(frame{s.id, data})
}

func (s *stream) receive() (byte, error) {
	select {
	case f := <-s.frames:
		return f.data, nil
	case <-s.conn.ctx.Done():
		return 0, io.EOF
	}
}

// echo answers a stream until the connection ends.
func echo(s *stream) {
	for {
		data, err := s.receive()
		if errors.Is(err, io.EOF) {
			return
		}
		work()
		s.send(data)
	}
}

func startStreams(busy bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			served := newStreamConn(conn, true)
			go func() {
				for s := range served.accept {
					go echo(s)
				}
			}()
		}
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	client := newStreamConn(conn, false)
	for range 10 {
		s := client.open()
		go func() {
			for {
				s.send('x')
				if _, err := s.receive(); err != nil {
					log.Fatal(err)
				}
				pause(busy)
			}
		}()
	}
}
