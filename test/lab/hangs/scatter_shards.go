package main

import "sync"

// truth: noCounterpart
func init() { register("scatter-shards", skipShard, skipNoShard) }

type shardReply struct {
	shard int
	rows  int
}

// shardPool runs jobs on a few workers.
type shardPool struct {
	jobs chan func()
}

func newShardPool(workers int) *shardPool {
	p := &shardPool{jobs: make(chan func(), 16)}
	for range workers {
		go p.work()
	}
	return p
}

func (p *shardPool) work() {
	for job := range p.jobs {
		job()
	}
}

// after runs the job, and then tells that it is done.
func (p *shardPool) after(job func(), done func()) {
	p.jobs <- func() {
		defer done()
		job()
	}
}

type shardQuery struct {
	pool    *shardPool
	rows    []int
	mu      sync.Mutex
	replies []shardReply
}

func (q *shardQuery) scan(shard int) {
	work()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.replies = append(q.replies, shardReply{shard, q.rows[shard]})
}

// run counts an empty shard that it does not ask.
func (q *shardQuery) run() []shardReply {
	var pending sync.WaitGroup
	pending.Add(len(q.rows))
	for shard, rows := range q.rows {
		if rows == 0 {
			continue
		}
		q.pool.after(func() { q.scan(shard) }, pending.Done)
	}
	pending.Wait() // truth: asker waits waitGroup pending
	return q.replies
}

func (q *shardQuery) runWell() []shardReply {
	var pending sync.WaitGroup
	for shard, rows := range q.rows {
		if rows == 0 {
			continue
		}
		pending.Add(1)
		q.pool.after(func() { q.scan(shard) }, pending.Done)
	}
	pending.Wait()
	return q.replies
}

func skipShard(s *stage) {
	q := &shardQuery{pool: newShardPool(2), rows: []int{4, 0, 7}}
	go q.run()
	s.await(1, "sync.WaitGroup.Wait", "(*shardQuery).run")
	s.await(2, "chan receive", "(*shardPool).work")
}

func skipNoShard(s *stage) {
	pool := newShardPool(2)
	for range 3 {
		go func() {
			for {
				q := &shardQuery{pool: pool, rows: []int{4, 0, 7}}
				q.runWell()
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*shardQuery).runWell")
}
