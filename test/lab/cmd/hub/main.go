// Command hub is a WebSocket server's hub that blocks itself. It brings about
// the dead state step by step, says "ready" on its standard output and then
// hangs, so that its goroutines can be dumped: over HTTP at
// /debug/pprof/goroutine?debug=2 or with SIGQUIT.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"example.com/lab/node"
	"example.com/lab/pool"
	"golang.org/x/sync/errgroup"
)

func main() {
	var load load
	flag.IntVar(&load.listeners, "listeners", 600, "sessions that listen to the busy stream")
	flag.IntVar(&load.newcomers, "newcomers", 820, "sessions that subscribe when it is too late")
	flag.IntVar(&load.broadcasters, "broadcasters", 14, "goroutines that broadcast messages")
	flag.IntVar(&load.publishers, "publishers", 24, "goroutines that have a message to broadcast")
	flag.IntVar(&load.workers, "workers", 16, "workers of the pool that delivers messages")
	flag.IntVar(&load.queue, "queue", 64, "deliveries that may wait for a worker")
	flag.DurationVar(&load.arrivals, "arrivals", 0, "time over which the newcomers arrive")
	flag.Parse()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr())

	hub := node.NewHub(pool.New(load.workers, load.queue))
	go collectGarbage(5 * time.Second)

	tasks, ctx := errgroup.WithContext(context.Background())
	tasks.Go(func() error { return http.Serve(listener, nil) })
	tasks.Go(func() error { return hub.Run(ctx, load.broadcasters) })
	tasks.Go(func() error { return awaitSignal(ctx) })
	tasks.Go(func() error {
		if err := keepProbing(ctx, listener.Addr().String(), 3); err != nil {
			return err
		}
		if err := load.apply(ctx, hub); err != nil {
			return err
		}
		fmt.Println("ready")
		return nil
	})
	if err := tasks.Wait(); err != nil {
		log.Fatal(err)
	}
}

// awaitSignal returns when the process is told to end.
func awaitSignal(ctx context.Context) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	defer signal.Stop(signals)
	select {
	case sig := <-signals:
		return fmt.Errorf("received %v", sig)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// collectGarbage runs the collector regularly. The runtime notes during a
// collection since when a goroutine waits: without one, a dump of an idle
// process knows no minutes.
func collectGarbage(every time.Duration) {
	for {
		time.Sleep(every)
		runtime.GC()
	}
}
