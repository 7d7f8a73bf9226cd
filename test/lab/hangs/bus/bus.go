// Package bus passes events to subscribers. It calls them with its lock.
package bus

import "sync"

// Event is what happened.
type Event struct{ Topic string }

// Bus knows who listens to what.
type Bus struct {
	name string

	mu          sync.Mutex
	subscribers map[string][]func(Event)
}

// New returns a bus without subscribers.
func New(name string) *Bus {
	return &Bus{name: name, subscribers: map[string][]func(Event){}}
}

// Subscribe adds a listener to a topic.
func (b *Bus) Subscribe(topic string, listener func(Event)) {
	b.mu.Lock() // truth: publisher waits mutex b.mu
	defer b.mu.Unlock()
	b.subscribers[topic] = append(b.subscribers[topic], listener)
}

// Publish calls all listeners of the event's topic.
func (b *Bus) Publish(event Event) {
	b.mu.Lock() // truth: publisher holds b.mu
	defer b.mu.Unlock()
	for _, listener := range b.subscribers[event.Topic] {
		listener(event)
	}
}
