package main

import (
	"context"
	"fmt"
	"time"

	"example.com/lab/internal/census"
	"example.com/lab/node"
	"example.com/lab/transport"
)

const (
	readLoop          = "example.com/lab/node.(*Session).readLoop"
	subscribeSession  = "example.com/lab/node.(*Hub).subscribeSession"
	broadcastToStream = "example.com/lab/node.(*Hub).broadcastToStream"
	deliver           = "example.com/lab/node.(*Hub).deliver"
	broadcast         = "example.com/lab/node.(*Hub).Broadcast"
	schedule          = "example.com/lab/pool.(*Pool).Schedule"
)

// load is the traffic under which the hub blocks itself.
type load struct {
	listeners    int
	newcomers    int
	broadcasters int
	publishers   int
	workers      int
	queue        int
	arrivals     time.Duration
}

// apply leads the hub into its deadlock: each step waits until the goroutines
// of the one before stand where they will stay.
func (l *load) apply(ctx context.Context, hub *node.Hub) error {
	ctx, cancel := context.WithTimeout(ctx, l.arrivals+time.Minute)
	defer cancel()
	network := transport.NewStalledNetwork()

	// Everyone listens to the news; the sessions' read loops are idle again.
	for i := range l.listeners {
		connect(hub, network, fmt.Sprintf("listener-%d", i), "news")
	}
	if err := census.Await(ctx, l.listeners, "chan receive", readLoop); err != nil {
		return err
	}

	// The network stalls: all workers are stuck in writes, the queue fills up,
	// and the broadcaster waits for room in it.
	hub.Broadcast(news(0))
	if err := census.Await(ctx, 1, "chan send", schedule); err != nil {
		return err
	}

	// One more session wants to subscribe.
	connect(hub, network, "latecomer", "news")
	if err := census.Await(ctx, 1, "sync.RWMutex.Lock", subscribeSession); err != nil {
		return err
	}

	// The network recovers. The hub does not.
	network.Resume()
	if err := census.Await(ctx, l.workers, "sync.RWMutex.RLock", deliver); err != nil {
		return err
	}

	// Life goes on outside: messages and sessions keep coming.
	others := l.broadcasters - 1
	for i := range others + l.publishers {
		go hub.Broadcast(news(i + 1))
	}
	if err := census.Await(ctx, others, "sync.RWMutex.RLock", broadcastToStream); err != nil {
		return err
	}
	if err := census.Await(ctx, l.publishers, "chan send", broadcast); err != nil {
		return err
	}
	for i := range l.newcomers {
		connect(hub, network, fmt.Sprintf("newcomer-%d", i), fmt.Sprintf("room-%d", i))
		time.Sleep(l.arrivals / time.Duration(l.newcomers))
	}
	return census.Await(ctx, l.newcomers, "sync.Mutex.Lock", subscribeSession)
}

// connect opens a session that subscribes to a stream.
func connect(hub *node.Hub, network *transport.Network, id, stream string) {
	conn := network.Dial()
	node.Serve(hub, id, conn)
	conn.Send(transport.Command{Type: "subscribe", Stream: stream})
}

func news(n int) node.Message {
	return node.Message{Stream: "news", Data: fmt.Appendf(nil, `{"news":%d}`, n)}
}
