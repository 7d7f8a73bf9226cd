package main

import (
	"errors"
	"sync"
)

// A broker of messages whose slow consumers hold up the partitions they read, until they have acknowledged: everything waits,
// and everything moves.

func init() { register("broker", startBroker) }

var errBrokerClosed = errors.New("the broker is closed")

type record struct {
	offset int
	value  string
	acked  chan<- int
}

type consumer interface {
	deliver(r record)
}

// slowConsumer has a short inbox, and takes its time.
type slowConsumer struct {
	inbox chan record
	seen  int
}

func newSlowConsumer() *slowConsumer {
	c := &slowConsumer{inbox: make(chan record, 2)}
	go c.run()
	return c
}

func (c *slowConsumer) deliver(r record) { c.inbox <- r }

func (c *slowConsumer) run() {
	for r := range c.inbox {
		work()
		work()
		c.seen++
		r.acked <- r.offset
	}
}

type partition struct {
	appends chan appendRequest
	acks    chan int
	joins   chan consumer
	done    chan struct{}

	log       []string
	consumers []consumer
}

type appendRequest struct {
	value string
	reply chan<- int
}

func newPartition() *partition {
	p := &partition{
		appends: make(chan appendRequest),
		acks:    make(chan int, 64),
		joins:   make(chan consumer),
		done:    make(chan struct{}),
	}
	go p.run()
	return p
}

// run delivers to all consumers, and does not take another record before all have acknowledged.
func (p *partition) run() {
	for {
		select {
		case c := <-p.joins:
			p.consumers = append(p.consumers, c)
		case request := <-p.appends:
			offset := len(p.log)
			p.log = append(p.log, request.value)
			for _, c := range p.consumers {
				c.deliver(record{offset, request.value, p.acks})
			}
			for range p.consumers {
				<-p.acks
			}
			request.reply <- offset
		case <-p.done:
			return
		}
	}
}

type broker struct {
	mu         sync.RWMutex
	partitions map[string]*partition
	closed     bool
}

func (b *broker) topic(name string) (*partition, error) {
	b.mu.RLock()
	p, ok := b.partitions[name]
	closed := b.closed
	b.mu.RUnlock()
	if ok || closed {
		return p, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, errBrokerClosed
	}
	if p, ok := b.partitions[name]; ok {
		return p, nil
	}
	p = newPartition()
	b.partitions[name] = p
	return p, nil
}

func (b *broker) publish(topic, value string) (int, error) {
	p, err := b.topic(topic)
	if err != nil {
		return 0, err
	}
	reply := make(chan int)
	p.appends <- appendRequest{value, reply}
	return <-reply, nil
}

func (b *broker) consume(topic string, c consumer) error {
	p, err := b.topic(topic)
	if err != nil {
		return err
	}
	p.joins <- c
	return nil
}

func (b *broker) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.closed = true
	for _, p := range b.partitions {
		close(p.done)
	}
}

func startBroker(busy bool) {
	b := &broker{partitions: map[string]*partition{}}
	for _, topic := range []string{"orders", "payments"} {
		for range 3 {
			if b.consume(topic, newSlowConsumer()) != nil {
				return
			}
		}
		for range 8 {
			go func() {
				for {
					if _, err := b.publish(topic, "message"); err != nil {
						return
					}
					pause(busy)
				}
			}()
		}
	}
}
