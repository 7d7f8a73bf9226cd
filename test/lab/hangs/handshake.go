package main

// truth: deadlock|noCounterpart
func init() { register("handshake", stopWhileReporting, stopAfterReporting) }

type sensor struct {
	values  chan int
	quit    chan struct{}
	stopped chan struct{}
}

func (n *sensor) run() {
	defer close(n.stopped)
	for value := 0; ; value++ {
		select {
		case <-n.quit:
			n.values <- -1 // truth: sensor waits send n.values
			return
		case n.values <- value:
		}
	}
}

// stop does not read the last value.
func (n *sensor) stop() {
	close(n.quit)
	<-n.stopped // truth: stopper waits receive n.stopped
}

func (n *sensor) read() int {
	return <-n.values
}

func newSensor() *sensor {
	n := &sensor{values: make(chan int), quit: make(chan struct{}), stopped: make(chan struct{})}
	go n.run()
	return n
}

func stopWhileReporting(s *stage) {
	n := newSensor()
	n.read()
	go n.stop()
	s.await(1, "chan send", "(*sensor).run")
	s.await(1, "chan receive", "(*sensor).stop")
}

// stopAfterReporting has a sensor that waits for its reader.
func stopAfterReporting(s *stage) {
	for range 2 {
		n := newSensor()
		go func() {
			for {
				n.read()
				work()
			}
		}()
	}
	s.await(1, "select", "(*sensor).run")
}
