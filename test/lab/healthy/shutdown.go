package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// A server that is being shut down: it takes nothing new and waits until the requests in progress are answered, which takes
// long. Its busy variant has more to finish.

func init() { register("shutdown", startShutdown) }

type uploadService struct {
	server  *http.Server
	uploads chan string
	stopped chan struct{}
	workers sync.WaitGroup
	flushed chan error

	mu      sync.Mutex
	pending map[string]bool
}

func (u *uploadService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	u.mu.Lock()
	u.pending[name] = true
	u.mu.Unlock()
	defer func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		delete(u.pending, name)
	}()
	// Slowly, byte by byte.
	for range 10_000 {
		if _, err := w.Write([]byte("x")); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
	u.uploads <- name
}

func (u *uploadService) worker() {
	defer u.workers.Done()
	for range u.uploads {
		work()
	}
}

// flush writes what is left once the workers are done.
func (u *uploadService) flush() {
	<-u.stopped
	work()
	u.flushed <- nil
}

// shutdown waits for handlers, then for workers, then for what they have left.
func (u *uploadService) shutdown(ctx context.Context) error {
	if err := u.server.Shutdown(ctx); err != nil {
		return err
	}
	close(u.uploads)
	u.workers.Wait()
	close(u.stopped)
	return <-u.flushed
}

// count tells how much is left, until nothing is.
func (u *uploadService) count(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			u.mu.Lock()
			left := len(u.pending)
			u.mu.Unlock()
			if left == 0 {
				return
			}
		case <-u.stopped:
			return
		case <-ctx.Done():
			return
		}
	}
}

func startShutdown(busy bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	u := &uploadService{
		uploads: make(chan string),
		stopped: make(chan struct{}),
		flushed: make(chan error),
		pending: map[string]bool{},
	}
	u.server = &http.Server{Handler: u}
	uploads := 1
	if busy {
		uploads = 20
	}
	group, ctx := errgroup.WithContext(context.Background())
	group.Go(func() error { return u.server.Serve(listener) })
	for range 4 {
		u.workers.Add(1)
		go u.worker()
	}
	go u.flush()
	for range uploads {
		go func() {
			response, err := http.Get("http://" + listener.Addr().String() + "/upload")
			if err != nil {
				return
			}
			defer response.Body.Close()
			buffer := make([]byte, 1)
			for {
				if _, err := response.Body.Read(buffer); err != nil {
					return
				}
			}
		}()
	}
	time.Sleep(100 * time.Millisecond)
	go u.count(context.WithoutCancel(ctx))
	grace, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	go func() {
		defer cancel()
		if err := u.shutdown(grace); err != nil {
			log.Print(err)
		}
	}()
	go func() {
		if err := group.Wait(); err != nil {
			time.Sleep(time.Hour) // let the operator read the log
		}
	}()
}
