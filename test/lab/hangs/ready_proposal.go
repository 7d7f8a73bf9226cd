package main

import "sync/atomic"

// truth: deadlock
func init() { register("ready-proposal", proposeWhileApplying, proposeBesideApplying) }

type logEntry struct {
	index uint64
	data  string
}

type readyBatch struct {
	committed []logEntry
	isLeader  bool
}

// replicaLog is a state machine driven by one goroutine. Everybody else talks to it by its channels.
type replicaLog struct {
	proposals chan string
	readies   chan readyBatch
	advances  chan struct{}
	quit      chan struct{}

	last      uint64
	unapplied []logEntry
}

func newReplicaLog() *replicaLog {
	return &replicaLog{
		proposals: make(chan string),
		readies:   make(chan readyBatch),
		advances:  make(chan struct{}),
		quit:      make(chan struct{}),
	}
}

func (r *replicaLog) run() {
	for {
		if len(r.unapplied) > 0 {
			r.readies <- readyBatch{r.unapplied, true} // truth: log waits send r.readies
			r.unapplied = nil
			select {
			case <-r.advances:
			case <-r.quit:
				return
			}
		}
		select {
		case data := <-r.proposals:
			r.last++
			r.unapplied = append(r.unapplied, logEntry{r.last, data})
		case <-r.quit:
			return
		}
	}
}

func (r *replicaLog) propose(data string) error {
	select {
	case r.proposals <- data:
		return nil
	case <-r.quit:
		return errHalfClosed
	}
}

// proposeNow has no way out: the replica runs as long as the process does.
func (r *replicaLog) proposeNow(data string) {
	r.proposals <- data // truth: applier waits send r.proposals
}

// keyServer applies what is committed.
type keyServer struct {
	log     *replicaLog
	applied atomic.Uint64
	waiting func(data string)
}

func (k *keyServer) applyLoop() {
	for {
		select {
		case ready := <-k.log.readies:
			for _, entry := range ready.committed {
				k.apply(entry)
			}
			k.log.advances <- struct{}{}
		case <-k.log.quit:
			return
		}
	}
}

func (k *keyServer) apply(entry logEntry) {
	k.applied.Store(entry.index)
	if entry.index%2 == 0 {
		k.waiting("compact")
	}
}

func (k *keyServer) put(data string) error { return k.log.propose(data) }

func startKeyServer() *keyServer {
	k := &keyServer{log: newReplicaLog()}
	k.waiting = k.log.proposeNow
	return k
}

func proposeWhileApplying(s *stage) {
	k := startKeyServer()
	k.log.unapplied = []logEntry{{1, "a"}}
	applied := newLatency()
	k.waiting = func(data string) {
		applied.wait()
		k.log.proposeNow(data)
	}
	go k.applyOnly(logEntry{2, "b"})
	s.await(1, "chan receive", "(*latency).wait")
	go k.log.run()
	s.await(1, "chan send", "(*replicaLog).run")
	close(applied.over)
	s.await(1, "chan send", "(*replicaLog).proposeNow")
}

// applyOnly applies an entry that is known before, and then goes on as ever.
func (k *keyServer) applyOnly(entry logEntry) {
	k.apply(entry)
	k.applyLoop()
}

func proposeBesideApplying(s *stage) {
	k := startKeyServer()
	k.waiting = func(string) {}
	go k.log.run()
	go k.applyLoop()
	for range 4 {
		go func() {
			for k.put("x") == nil {
				work()
			}
		}()
	}
	work()
}
