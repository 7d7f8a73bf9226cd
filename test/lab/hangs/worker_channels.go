package main

// Workers put their own channels into a channel of idle workers.

// truth: noCounterpart
func init() { register("worker-channels", dispatchToQuitter, dispatchToNobodyYet) }

type buildJob struct{ target string }

type buildWorker struct {
	jobs chan buildJob
	quit chan struct{}
}

type buildPool struct {
	queue chan buildJob
	idle  chan chan buildJob
	crew  []*buildWorker
}

func newBuildPool(size int) *buildPool {
	p := &buildPool{queue: make(chan buildJob), idle: make(chan chan buildJob, size)}
	for range size {
		w := &buildWorker{jobs: make(chan buildJob), quit: make(chan struct{})}
		p.crew = append(p.crew, w)
		go w.work(p.idle)
	}
	go p.dispatch()
	return p
}

func (w *buildWorker) work(idle chan<- chan buildJob) {
	for {
		idle <- w.jobs
		select {
		case <-w.jobs:
			work()
		case <-w.quit:
			return
		}
	}
}

func (p *buildPool) dispatch() {
	for job := range p.queue {
		worker := <-p.idle
		worker <- job // truth: dispatcher waits send worker
	}
}

func (p *buildPool) submit(target string) {
	p.queue <- buildJob{target} // truth: submitter×2 waits send p.queue
}

// shrink tells workers to quit, which are still among the idle ones.
func (p *buildPool) shrink() {
	for _, w := range p.crew {
		close(w.quit)
	}
	p.crew = nil
}

func dispatchToQuitter(s *stage) {
	p := newBuildPool(2)
	s.await(2, "select", "(*buildWorker).work")
	p.shrink()
	for range 50 {
		work()
	}
	go p.submit("all")
	s.await(1, "chan send", "(*buildPool).dispatch")
	go p.submit("test")
	go p.submit("lint")
	s.await(2, "chan send", "(*buildPool).submit")
}

func dispatchToNobodyYet(s *stage) {
	p := newBuildPool(2)
	p.submit("all")
	go atEachVisit(func() { p.submit("test") })
	s.await(2, "select", "(*buildWorker).work")
	s.await(1, "IO wait", "atEachVisit")
}
