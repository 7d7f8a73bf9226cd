package main

// truth: deadlock
func init() { register("both-pumps", pumpWithoutReading, pumpInTurn) }

type wireFrame struct{ seq int }

// wireEnd is one end of a connection in memory.
type wireEnd struct {
	out     chan<- wireFrame
	in      <-chan wireFrame
	handled int
}

func newWire() (client, server *wireEnd) {
	forth, back := make(chan wireFrame, 2), make(chan wireFrame, 2)
	return &wireEnd{out: forth, in: back}, &wireEnd{out: back, in: forth}
}

func (w *wireEnd) write(frames int) {
	for seq := range frames {
		w.out <- wireFrame{seq} // truth: pump×2 waits send w.out
	}
}

func (w *wireEnd) read(frames int) {
	for range frames {
		<-w.in
		w.handled++
	}
}

// exchange sends its frames before it reads those of the other end.
func (w *wireEnd) exchange(frames int) {
	for {
		w.write(frames)
		w.read(frames)
		work()
	}
}

func pumpWithoutReading(s *stage) {
	client, server := newWire()
	go client.exchange(3)
	go server.exchange(3)
	s.await(2, "chan send", "(*wireEnd).write")
}

func pumpInTurn(s *stage) {
	client, server := newWire()
	go client.exchange(2)
	go server.exchange(2)
	s.await(1, "sleep", "(*wireEnd).exchange")
}
