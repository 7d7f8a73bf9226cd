package main

// truth: deadlock
func init() { register("full-buffer", ackEach, ackWithRoom) }

type delivery struct {
	events chan int
	acks   chan int
	acked  int
}

// produce sends a batch before it looks at the acknowledgements.
func (d *delivery) produce(batch int) {
	for event := range batch {
		d.events <- event // truth: producer waits send d.events
	}
	for range batch {
		d.acked += <-d.acks
	}
}

func (d *delivery) consume() {
	for event := range d.events {
		d.acks <- event // truth: consumer waits send d.acks
	}
}

func (d *delivery) consumeSlowly() {
	for range d.events {
		work()
	}
}

func (d *delivery) produceOnly() {
	for event := 0; ; event++ {
		d.events <- event
	}
}

func ackEach(s *stage) {
	d := &delivery{events: make(chan int, 8), acks: make(chan int, 4)}
	go d.produce(64)
	go d.consume()
	s.await(1, "chan send", "(*delivery).produce")
	s.await(1, "chan send", "(*delivery).consume")
}

func ackWithRoom(s *stage) {
	d := &delivery{events: make(chan int, 8)}
	go d.consumeSlowly()
	for range 3 {
		go d.produceOnly()
	}
	s.await(2, "chan send", "(*delivery).produceOnly")
}
