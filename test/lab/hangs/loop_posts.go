package main

// An event loop calls a handler that sends to the loop.

// truth: noCounterpart|deadlock|selfDeadlock
func init() { register("loop-posts", postFromHandler, postFromOutside) }

type uiEvent struct{ name string }

type uiHandler interface {
	handle(loop *uiLoop, event uiEvent)
}

// uiLoop runs handlers one after the other.
type uiLoop struct {
	events   chan uiEvent
	quit     chan struct{}
	handlers map[string]uiHandler
}

func newUILoop() *uiLoop {
	return &uiLoop{events: make(chan uiEvent), quit: make(chan struct{}), handlers: map[string]uiHandler{}}
}

func (l *uiLoop) run() {
	for {
		select {
		case event := <-l.events:
			if h, ok := l.handlers[event.name]; ok {
				h.handle(l, event)
			}
		case <-l.quit:
			return
		}
	}
}

func (l *uiLoop) post(event uiEvent) {
	select { // truth: loop waits send|select l.events | l.quit
	case l.events <- event:
	case <-l.quit:
	}
}

type clickHandler struct{ clicks int }

func (c *clickHandler) handle(loop *uiLoop, _ uiEvent) {
	c.clicks++
	loop.post(uiEvent{"redraw"})
}

type redrawHandler struct{ frames int }

func (r *redrawHandler) handle(*uiLoop, uiEvent) { r.frames++ }

func postFromHandler(s *stage) {
	l := newUILoop()
	l.handlers["click"] = &clickHandler{}
	l.handlers["redraw"] = &redrawHandler{}
	go l.run()
	l.post(uiEvent{"click"})
	s.await(1, "select", "(*uiLoop).post")
}

func postFromOutside(s *stage) {
	l := newUILoop()
	l.handlers["redraw"] = &redrawHandler{}
	go l.run()
	l.post(uiEvent{"redraw"})
	go atEachVisit(func() { l.post(uiEvent{"redraw"}) })
	s.await(1, "select", "(*uiLoop).run")
	s.await(1, "IO wait", "atEachVisit")
}
