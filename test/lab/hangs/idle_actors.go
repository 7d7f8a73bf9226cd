package main

// Two actors answer each other. The healthy ones wait for somebody to begin; of the others, one died of a bad message.

// truth: noCounterpart
func init() { register("idle-actors", tellDeadActor, tellNobody) }

type actorNote struct{ hops int }

type noteActor struct {
	box  chan actorNote
	peer *noteActor
	seen int
}

func newNotePair() (*noteActor, *noteActor) {
	a, b := &noteActor{box: make(chan actorNote)}, &noteActor{box: make(chan actorNote)}
	a.peer, b.peer = b, a
	go a.receiveAll()
	go b.receiveAll()
	return a, b
}

func (n *noteActor) receiveAll() {
	for note := range n.box {
		n.seen++
		if note.hops > 0 {
			n.peer.box <- actorNote{note.hops - 1}
		}
	}
}

func (n *noteActor) tell(hops int) { n.box <- actorNote{hops} }

// fragileActor ends at a note that it does not like.
type fragileActor struct {
	inbox chan actorNote
}

func (f *fragileActor) loop() {
	for {
		note := <-f.inbox
		if note.hops < 0 {
			return
		}
	}
}

func (f *fragileActor) post(hops int) {
	f.inbox <- actorNote{hops} // truth: poster×4 waits send f.inbox
}

func tellDeadActor(s *stage) {
	f := &fragileActor{make(chan actorNote)}
	go f.loop()
	f.post(1)
	f.post(-1)
	for range 4 {
		go f.post(1)
	}
	s.await(4, "chan send", "(*fragileActor).post")
}

func tellNobody(s *stage) {
	a, _ := newNotePair()
	a.tell(1)
	go atEachVisit(func() { a.tell(3) })
	s.await(2, "chan receive", "(*noteActor).receiveAll")
	s.await(1, "IO wait", "atEachVisit")
}
