package main

// truth: deadlock
func init() { register("pool-submits", splitInPool, splitOutsidePool) }

type taskPool struct {
	tasks chan func()
}

func newTaskPool(workers int) *taskPool {
	p := &taskPool{tasks: make(chan func())}
	for range workers {
		go p.worker()
	}
	return p
}

func (p *taskPool) worker() {
	for task := range p.tasks {
		task()
	}
}

func (p *taskPool) submit(task func()) {
	p.tasks <- task // truth: worker×4 waits send p.tasks
}

// sorter splits its work into tasks, on the workers that are to do them.
type sorter struct {
	pool *taskPool
	disk *latency
}

func (r *sorter) sort(size int) {
	if size < 2 {
		return
	}
	r.disk.wait()
	r.pool.submit(func() { r.sort(size / 2) })
	r.pool.submit(func() { r.sort(size - size/2) })
}

func splitInPool(s *stage) {
	r := &sorter{newTaskPool(4), newLatency()}
	for range 4 {
		r.pool.submit(func() { r.sort(1000) })
	}
	r.disk.end(s, 4)
	s.await(4, "chan send", "(*sorter).sort")
}

// splitOutsidePool keeps a pool busy from outside.
func splitOutsidePool(s *stage) {
	p := newTaskPool(4)
	for range 6 {
		go func() {
			for {
				p.submit(work)
			}
		}()
	}
	s.await(1, "chan send", "(*taskPool).submit")
}
