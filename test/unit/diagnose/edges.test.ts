import assert from 'node:assert/strict';
import { edgesIn } from './parties';

interface Case {
  readonly title: string;
  readonly code: string;
  readonly edges: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: 'the holder of the lock',
    code: `type store struct { mu sync.Mutex }
func (s *store) save() {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(1) // saver sleep
}
func (s *store) load() {
	s.mu.Lock() // loader mutex
}`,
    edges: ['likely: loader holds saver'],
  },
  {
    title: 'no other reader, if it is a reader',
    code: `type store struct { mu sync.RWMutex }
func (s *store) scan() {
	s.mu.RLock()
	defer s.mu.RUnlock()
	time.Sleep(1) // scanner sleep
}
func (s *store) load() {
	s.mu.RLock() // loader rlock
}`,
    edges: [],
  },
  {
    title: 'the pending writer, if it reads or writes, and the writer for the readers',
    code: `type store struct { mu sync.RWMutex }
func (s *store) scan() {
	s.mu.RLock()
	defer s.mu.RUnlock()
	time.Sleep(1) // scanner sleep
}
func (s *store) put() {
	s.mu.Lock() // first lockPending; next lockQueued
}
func (s *store) load() {
	s.mu.RLock() // loader rlock
}`,
    edges: [
      'likely: first holds scanner',
      'likely: next writerBefore first',
      'likely: loader pendingWriter first',
    ],
  },
  {
    title: 'the goroutine that has still to receive, if it sends, and not for another sender',
    code: `type queue struct { jobs chan int }
func (q *queue) work() {
	for {
		time.Sleep(1) // worker sleep
		<-q.jobs
	}
}
func (q *queue) put() {
	q.jobs <- 1 // one send; other send
}`,
    edges: ['likely: one receives worker', 'likely: other receives worker'],
  },
  {
    title: 'no goroutine that has already received',
    code: `type queue struct { jobs chan int }
func (q *queue) work() {
	<-q.jobs
	time.Sleep(1) // worker sleep
}
func (q *queue) put() {
	q.jobs <- 1 // sender send
}`,
    edges: [],
  },
  {
    title: 'the goroutine that still owes Done, and not for one that has called it',
    code: `func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		time.Sleep(1) // worker sleep
	}()
	go func() {
		wg.Done()
		time.Sleep(1) // idler sleep
	}()
	wg.Wait() // main waitGroup
}`,
    edges: ['likely: main owesDone worker'],
  },
  {
    title: 'the goroutine that has still to signal',
    code: `type box struct { mu sync.Mutex; cond *sync.Cond }
func (b *box) get() {
	b.mu.Lock()
	b.cond.Wait() // getter cond
	b.mu.Unlock()
}
func (b *box) put() {
	time.Sleep(1) // putter sleep
	b.cond.Signal()
}`,
    edges: ['likely: getter signals putter'],
  },
  {
    title: 'itself, if it locks what it holds',
    code: `type store struct { mu sync.Mutex }
func (s *store) save() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.load() // saver caller
}
func (s *store) load() {
	s.mu.Lock() // saver mutex
}`,
    edges: ['proven: saver holds saver'],
  },
];

describe('A goroutine waits for', () => {
  for (const { title, code, edges } of cases) {
    it(title, async () => {
      assert.deepEqual([...(await edgesIn(code))].sort(), [...edges].sort());
    });
  }
});
