package main

import "io"

// truth: deadlock
func init() { register("head-of-line", readOutOfOrder, readInOrder) }

type muxFrame struct {
	stream int
	data   string
}

// muxStream is one of the streams of a connection.
type muxStream struct {
	id     int
	frames chan muxFrame
}

func (m *muxStream) recv() (string, error) {
	frame, ok := <-m.frames // truth: consumer waits receive m.frames
	if !ok {
		return "", io.EOF
	}
	return frame.data, nil
}

// muxConn divides what it reads among its streams.
type muxConn struct {
	wire    chan muxFrame
	streams map[int]*muxStream
}

func newMuxConn(streams, room int) *muxConn {
	c := &muxConn{make(chan muxFrame, 16), map[int]*muxStream{}}
	for id := range streams {
		c.streams[id] = &muxStream{id, make(chan muxFrame, room)}
	}
	return c
}

func (c *muxConn) readLoop() {
	defer func() {
		for _, stream := range c.streams {
			close(stream.frames)
		}
	}()
	for frame := range c.wire {
		if stream, ok := c.streams[frame.stream]; ok {
			c.deliver(stream, frame)
		}
	}
}

func (c *muxConn) deliver(stream *muxStream, frame muxFrame) {
	stream.frames <- frame // truth: reader waits send stream.frames
}

type receiver interface {
	recv() (string, error)
}

// replicaSync reads the index of a replica, and then its data.
type replicaSync struct {
	index, data receiver
}

func (r *replicaSync) run(chunks int) error {
	var size int
	for range chunks {
		entry, err := r.index.recv()
		if err != nil {
			return err
		}
		size += len(entry)
	}
	for {
		if _, err := r.data.recv(); err != nil {
			return err
		}
	}
}

func readOutOfOrder(s *stage) {
	c := newMuxConn(2, 2)
	for range 4 {
		c.wire <- muxFrame{1, "data"}
	}
	c.wire <- muxFrame{0, "index"}
	go c.readLoop()
	r := &replicaSync{index: c.streams[0], data: c.streams[1]}
	go func() { _ = r.run(1) }()
	s.await(1, "chan send", "(*muxConn).readLoop")
	s.await(1, "chan receive", "(*replicaSync).run")
}

func readInOrder(s *stage) {
	c := newMuxConn(2, 2)
	go c.readLoop()
	go func() {
		for {
			c.wire <- muxFrame{0, "index"}
			c.wire <- muxFrame{1, "data"}
		}
	}()
	for _, stream := range c.streams {
		go func() {
			for {
				if _, err := stream.recv(); err != nil {
					return
				}
				work()
			}
		}()
	}
	work()
}
