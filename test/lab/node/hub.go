// Package node is the heart of a WebSocket server: sessions subscribe to
// streams, and the hub delivers each message to the sessions of its stream.
package node

import (
	"context"
	"expvar"
	"sync"
	"time"

	"example.com/lab/pool"
)

// Message is a payload for everyone who listens to a stream.
type Message struct {
	Stream string
	Data   []byte
}

var queuedDeliveries = expvar.NewInt("hub_queued_deliveries")

// Hub knows which session listens to which stream.
type Hub struct {
	pool       *pool.Pool
	broadcasts chan Message

	streamsMu sync.RWMutex
	streams   map[string]map[string]*Session // by stream and session id
}

// NewHub returns a hub that delivers messages on the workers of the pool.
func NewHub(pool *pool.Pool) *Hub {
	return &Hub{
		pool:       pool,
		broadcasts: make(chan Message),
		streams:    make(map[string]map[string]*Session),
	}
}

// Run starts the given number of broadcasters and reports the hub's load
// until the context ends.
func (h *Hub) Run(ctx context.Context, broadcasters int) error {
	for range broadcasters {
		go h.runBroadcaster()
	}
	ticker := time.NewTicker(10 * time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			queuedDeliveries.Set(int64(h.pool.Queued()))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Broadcast passes a message to the next free broadcaster.
func (h *Hub) Broadcast(msg Message) {
	h.broadcasts <- msg
}

func (h *Hub) runBroadcaster() {
	for msg := range h.broadcasts {
		h.broadcastToStream(msg)
	}
}

func (h *Hub) subscribeSession(session *Session, stream string) {
	h.streamsMu.Lock()
	defer h.streamsMu.Unlock()

	if _, ok := h.streams[stream]; !ok {
		h.streams[stream] = make(map[string]*Session)
	}
	h.streams[stream][session.ID] = session
}

func (h *Hub) unsubscribeSession(session *Session, stream string) {
	h.streamsMu.Lock()
	defer h.streamsMu.Unlock()

	delete(h.streams[stream], session.ID)
	if len(h.streams[stream]) == 0 {
		delete(h.streams, stream)
	}
}

func (h *Hub) broadcastToStream(msg Message) {
	h.streamsMu.RLock()
	defer h.streamsMu.RUnlock()

	for id := range h.streams[msg.Stream] {
		h.pool.Schedule(func() {
			h.deliver(id, msg)
		})
	}
}

func (h *Hub) deliver(sessionID string, msg Message) {
	h.streamsMu.RLock()
	session, ok := h.streams[msg.Stream][sessionID]
	h.streamsMu.RUnlock()

	if ok {
		session.Send(msg.Data)
	}
}
