package main

// truth: deadlock
func init() { register("nested-slots", walkWithSlots, walkInTurns) }

// dirWalker allows so many directories at a time as its channel has room.
type dirWalker struct {
	slots chan struct{}
	disk  *latency
}

// walk keeps its slot while it walks what is below.
func (d *dirWalker) walk(depth int) int {
	d.slots <- struct{}{} // truth: walker×3 waits send d.slots
	defer func() { <-d.slots }()
	if depth == 0 {
		return 1
	}
	d.disk.wait()
	return 1 + d.walk(depth-1)
}

// walkTurn gives its slot back before it goes deeper.
func (d *dirWalker) walkTurn(depth int) int {
	d.slots <- struct{}{}
	work()
	<-d.slots
	if depth == 0 {
		return 1
	}
	return 1 + d.walkTurn(depth-1)
}

func walkWithSlots(s *stage) {
	d := &dirWalker{slots: make(chan struct{}, 3), disk: newLatency()}
	for range 3 {
		go d.walk(2)
	}
	d.disk.end(s, 3)
	s.await(3, "chan send", "(*dirWalker).walk")
}

func walkInTurns(s *stage) {
	d := &dirWalker{slots: make(chan struct{}, 3)}
	for range 8 {
		go func() {
			for {
				d.walkTurn(2)
			}
		}()
	}
	s.await(2, "chan send", "(*dirWalker).walkTurn")
}
