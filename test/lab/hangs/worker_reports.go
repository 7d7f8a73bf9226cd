package main

import "sync"

// truth: deadlock
func init() { register("worker-reports", stopReportingWorkers, restartReportingWorkers) }

// progressSink is what a worker reports to.
type progressSink interface {
	progress(worker int, delta int)
}

type replicaWorker struct {
	id   int
	sink progressSink
	quit chan struct{}
}

func (w *replicaWorker) loop() {
	for {
		select {
		case <-w.quit:
			w.finish()
			return
		default:
			work()
		}
	}
}

func (w *replicaWorker) finish() {
	w.sink.progress(w.id, -1)
}

type replicaServer struct {
	mu      sync.Mutex
	running map[int]int
	stopped bool

	wg   sync.WaitGroup
	quit chan struct{}
}

func newReplicaServer(workers int) *replicaServer {
	s := &replicaServer{running: map[int]int{}, quit: make(chan struct{})}
	for id := 0; id < workers; id++ {
		w := &replicaWorker{id: id, sink: s, quit: s.quit}
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			w.loop()
		}()
	}
	return s
}

func (s *replicaServer) progress(worker int, delta int) {
	s.mu.Lock() // truth: worker×3 waits mutex s.mu
	defer s.mu.Unlock()
	s.running[worker] += delta
}

// stop waits for the workers, which report once more.
func (s *replicaServer) stop() {
	s.mu.Lock() // truth: stopper holds s.mu
	defer s.mu.Unlock()
	if s.stopped {
		return
	}
	s.stopped = true
	s.shutdownWorkers()
}

func (s *replicaServer) shutdownWorkers() {
	close(s.quit)
	s.wg.Wait() // truth: stopper waits waitGroup s.wg
}

func (s *replicaServer) stopWell() {
	s.mu.Lock()
	if s.stopped {
		s.mu.Unlock()
		return
	}
	s.stopped = true
	work()
	s.mu.Unlock()
	s.shutdownWorkers()
}

func stopReportingWorkers(s *stage) {
	server := newReplicaServer(3)
	go server.stop()
	s.await(1, "sync.WaitGroup.Wait", "(*replicaServer).stop")
	s.await(3, "sync.Mutex.Lock", "(*replicaServer).progress")
}

func restartReportingWorkers(s *stage) {
	for range 3 {
		go func() {
			for {
				newReplicaServer(3).stopWell()
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*replicaServer).stopWell")
}
