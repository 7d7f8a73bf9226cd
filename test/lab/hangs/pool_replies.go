package main

// Workers wait for replies from tasks that only they could run.

// truth: deadlock
func init() { register("pool-replies", askInsidePool, askFromOutside) }

type mathTask struct {
	n     int
	reply chan int
}

type mathPool struct {
	queue chan mathTask
	disk  *latency
}

func (p *mathPool) work() {
	for task := range p.queue {
		task.reply <- p.solve(task.n)
	}
}

// ask waits until a worker has solved it.
func (p *mathPool) ask(n int) int {
	reply := make(chan int)
	p.queue <- mathTask{n, reply}
	return <-reply // truth: asker×3 waits receive reply
}

func (p *mathPool) solve(n int) int {
	if n == 0 {
		return 1
	}
	p.disk.wait()
	return n * p.ask(n-1)
}

func newMathPool() *mathPool {
	p := &mathPool{queue: make(chan mathTask, 16), disk: newLatency()}
	for range 2 {
		go p.work()
	}
	return p
}

func askInsidePool(s *stage) {
	p := newMathPool()
	go p.ask(5)
	s.await(1, "chan receive", "(*mathPool).solve")
	close(p.disk.over)
	s.await(3, "chan receive", "(*mathPool).ask")
}

func askFromOutside(s *stage) {
	p := newMathPool()
	close(p.disk.over)
	for range 4 {
		go func() {
			for {
				p.ask(1 - 1)
				work()
			}
		}()
	}
	s.await(1, "chan receive", "(*mathPool).work")
}
