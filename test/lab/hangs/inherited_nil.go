package main

// truth: nilChannel
func init() { register("inherited-nil", notifyThroughNil, notifyThroughParent) }

// taskScope tells its parent when it is over.
type taskScope struct {
	parent *taskScope
	over   chan struct{}
	notify chan<- string
	events <-chan string
	name   string
}

type scopeOption func(*taskScope)

func withEvents(events chan string) scopeOption {
	return func(t *taskScope) {
		t.notify, t.events = events, events
	}
}

func newTaskScope(name string, options ...scopeOption) *taskScope {
	t := &taskScope{name: name, over: make(chan struct{})}
	for _, option := range options {
		option(t)
	}
	return t
}

// child takes over what the parent has.
func (t *taskScope) child(name string) *taskScope {
	return &taskScope{parent: t, name: name, over: make(chan struct{}), notify: t.notify, events: t.events}
}

func (t *taskScope) finish() {
	close(t.over)
	t.report("finished " + t.name)
}

func (t *taskScope) report(text string) {
	t.notify <- text // truth: child×3 waits nilChannel t.notify
}

func (t *taskScope) collect(n int) (texts []string) {
	for range n {
		texts = append(texts, <-t.events) // truth: parent waits nilChannel t.events
	}
	return texts
}

func runScopes(t *taskScope) {
	for _, name := range []string{"a", "b", "c"} {
		go t.child(name).finish()
	}
	t.collect(3)
}

func notifyThroughNil(s *stage) {
	go runScopes(newTaskScope("root"))
	s.await(3, "chan send (nil chan)", "(*taskScope).finish")
	s.await(1, "chan receive (nil chan)", "runScopes")
}

func notifyThroughParent(s *stage) {
	go func() {
		for {
			runScopes(newTaskScope("root", withEvents(make(chan string))))
			work()
		}
	}()
}
