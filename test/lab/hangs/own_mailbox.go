package main

// truth: deadlock|selfDeadlock|noCounterpart
func init() { register("own-mailbox", retryToItself, retryBuffered) }

type actorMessage struct {
	text  string
	tries int
}

type actor struct {
	inbox   chan actorMessage
	handled int
}

// run is the only one that receives.
func (a *actor) run() {
	for m := range a.inbox {
		a.handle(m)
	}
}

func (a *actor) handle(m actorMessage) {
	if m.tries < 3 {
		a.inbox <- actorMessage{m.text, m.tries + 1} // truth: actor waits send a.inbox
		return
	}
	a.handled++
}

func (a *actor) tell(text string) {
	a.inbox <- actorMessage{text: text} // truth: teller×2 waits send a.inbox
}

// runSlowly works on what others send.
func (a *actor) runSlowly() {
	for range a.inbox {
		work()
		a.handled++
	}
}

func retryToItself(s *stage) {
	a := &actor{inbox: make(chan actorMessage)}
	go a.run()
	a.tell("hello")
	s.await(1, "chan send", "(*actor).handle")
	go a.tell("again")
	go a.tell("again")
	s.await(2, "chan send", "(*actor).tell")
}

func retryBuffered(s *stage) {
	a := &actor{inbox: make(chan actorMessage)}
	go a.runSlowly()
	for range 3 {
		go func() {
			for {
				a.tell("hello")
			}
		}()
	}
	s.await(2, "chan send", "(*actor).tell")
}
