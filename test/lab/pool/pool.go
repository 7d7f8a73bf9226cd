// Package pool runs tasks on a fixed number of goroutines.
package pool

// Pool is a bounded pool: when all workers are busy and the queue is full,
// Schedule waits.
type Pool struct {
	tasks chan func()
}

// New starts a pool of the given number of workers with room for queue tasks
// that no worker has taken yet.
func New(workers, queue int) *Pool {
	p := &Pool{tasks: make(chan func(), queue)}
	for range workers {
		go p.work()
	}
	return p
}

// Schedule hands a task to the pool. It blocks while the queue is full.
func (p *Pool) Schedule(task func()) {
	p.tasks <- task
}

// Queued reports how many tasks no worker has taken yet.
func (p *Pool) Queued() int {
	return len(p.tasks)
}

func (p *Pool) work() {
	for task := range p.tasks {
		task()
	}
}
