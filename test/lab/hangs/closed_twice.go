package main

// truth: noCounterpart
func init() { register("closed-twice", closeStreamTwice, closeStreamOnce) }

type closeRequest struct {
	reason string
	reply  chan error
}

// messageStream has one goroutine that owns its state.
type messageStream struct {
	requests chan func(*streamState)
	closing  chan closeRequest
}

type streamState struct {
	messages int
}

func openMessageStream() *messageStream {
	m := &messageStream{make(chan func(*streamState)), make(chan closeRequest)}
	go m.own()
	return m
}

func (m *messageStream) own() {
	var state streamState
	for {
		select {
		case request := <-m.requests:
			request(&state)
		case c := <-m.closing:
			c.reply <- nil
			return
		}
	}
}

func (m *messageStream) add() {
	done := make(chan struct{})
	m.requests <- func(state *streamState) {
		state.messages++
		close(done)
	}
	<-done
}

func (m *messageStream) closeWith(reason string) error {
	request := closeRequest{reason, make(chan error, 1)}
	m.closing <- request // truth: closer waits send m.closing
	return <-request.reply
}

// streamHandler serves one stream for one client.
type streamHandler struct {
	stream interface {
		add()
		closeWith(reason string) error
	}
	onLeave func()
}

func (h *streamHandler) serve(messages int) {
	defer func() { _ = h.stream.closeWith("served") }()
	for range messages {
		h.stream.add()
	}
	h.onLeave()
}

func closeStreamTwice(s *stage) {
	stream := openMessageStream()
	h := &streamHandler{stream, func() { _ = stream.closeWith("the client left") }}
	go h.serve(3)
	s.await(1, "chan send", "(*messageStream).closeWith")
}

func closeStreamOnce(s *stage) {
	for range 3 {
		go func() {
			for {
				h := &streamHandler{openMessageStream(), func() {}}
				h.serve(3)
			}
		}()
	}
	work()
}
