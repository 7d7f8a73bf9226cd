import assert from 'node:assert/strict';
import { edgesIn } from './parties';

interface Case {
  readonly title: string;
  readonly code: string;
  readonly edges: readonly string[];
}

const pool = `type pool struct { jobs chan int; wg sync.WaitGroup }
func newPool() *pool {
	p := &pool{jobs: make(chan int)}
	p.wg.Add(1)
	go p.work()
	return p
}
func (p *pool) work() {
	defer p.wg.Done()
	for range p.jobs { time.Sleep(1) }
}
func (p *pool) close() { close(p.jobs); p.wg.Wait() }
`;

const flush = `type server struct { mu sync.Mutex; last *pool }
func (s *server) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := newPool()
	p.wg.Wait() // flusher waitGroup
}
`;

/** Goroutines that come to the operation, but not on the object that another one waits for. */
const others: readonly Case[] = [
  {
    title: 'a pool that it has not made yet',
    code: `${pool}${flush}func (s *server) handle() {
	s.mu.Lock() // client×4 mutex
	s.mu.Unlock()
	p := newPool()
	p.close()
}`,
    edges: ['likely: client holds flusher'],
  },
  {
    title: 'a pool that a function makes which it has still to call',
    code: `${pool}${flush}func (s *server) once() {
	own := &pool{}
	own.work()
}
func (s *server) handle() {
	s.mu.Lock() // client×4 mutex
	s.mu.Unlock()
	s.once()
}`,
    edges: ['likely: client holds flusher'],
  },
  {
    title: 'a WaitGroup of its own, which it has still to pass on',
    code: `type server struct { mu sync.Mutex }
func run(wg *sync.WaitGroup) { defer wg.Done() }
func (s *server) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := new(sync.WaitGroup)
	go run(all)
	all.Wait() // flusher waitGroup
}
func (s *server) handle() {
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	var wg sync.WaitGroup
	go run(&wg)
}`,
    edges: ['likely: client holds flusher'],
  },
  {
    title: 'a request that it has still to make',
    code: `type request struct { reply chan int }
type server struct { mu sync.Mutex }
func (r *request) answer() { r.reply <- 1 }
func (s *server) ask() {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &request{reply: make(chan int)}
	<-r.reply // asker receive
}
func (s *server) handle() {
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	r := &request{reply: make(chan int)}
	go r.answer()
}`,
    edges: ['likely: client holds asker'],
  },
  {
    title: 'a context that it has still to make',
    code: `type server struct { mu sync.Mutex }
func (s *server) flush(parent context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		s.mu.Lock() // client mutex
		s.mu.Unlock()
		s.flush(ctx)
	}()
	s.mu.Lock()
	<-ctx.Done() // flusher receive
	cancel()
}`,
    edges: ['likely: client holds flusher'],
  },
  {
    title: 'a job of its own, and the one of the other is its own as well',
    code: `type job struct { done chan int }
type server struct { mu sync.Mutex }
func (j *job) finish() { close(j.done) }
func (j *job) wait() {
	<-j.done // holder receive
}
func (s *server) run() {
	j := &job{done: make(chan int)}
	s.mu.Lock()
	j.wait() // holder caller
	s.mu.Unlock()
}
func (s *server) handle() {
	j := &job{done: make(chan int)}
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	j.finish()
}`,
    edges: ['likely: client holds holder'],
  },
];

/** Goroutines that may come to the operation on the same object. */
const same: readonly Case[] = [
  {
    title: 'a pool that is shared',
    code: `${pool}${flush}func (s *server) shared() *pool {
	if s.last != nil { return s.last }
	s.last = newPool()
	return s.last
}
func (s *server) handle() {
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	p := s.shared()
	p.work()
}`,
    edges: ['likely: client holds flusher', 'likely: flusher owesDone client'],
  },
  {
    title: 'a request with the channel of another one',
    code: `type request struct { reply chan int }
type server struct { mu sync.Mutex; reply chan int }
func (r *request) answer() { r.reply <- 1 }
func (s *server) ask() {
	s.mu.Lock()
	defer s.mu.Unlock()
	<-s.reply // asker receive
}
func (s *server) handle() {
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	r := &request{reply: s.reply}
	go r.answer()
}`,
    edges: ['likely: asker sends client', 'likely: client holds asker'],
  },
  {
    title: 'a variable that is set to a shared one later',
    code: `${pool}${flush}func (s *server) handle() {
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	p := newPool()
	if s.last != nil { p = s.last }
	p.work()
}`,
    edges: ['likely: client holds flusher', 'likely: flusher owesDone client'],
  },
  {
    title: 'a job of its own, and the one of the other may be that',
    code: `type job struct { done chan int }
type server struct { mu sync.Mutex }
func (j *job) finish() { close(j.done) }
func (s *server) run(j *job) {
	s.mu.Lock()
	<-j.done // holder receive
	s.mu.Unlock()
}
func (s *server) handle() {
	j := &job{done: make(chan int)}
	go s.run(j)
	s.mu.Lock() // client mutex
	s.mu.Unlock()
	j.finish()
}`,
    edges: ['likely: client holds holder', 'likely: holder sends client'],
  },
  {
    title: 'what it made before',
    code: `${pool}type server struct { mu sync.Mutex }
func (s *server) flush() {
	p := newPool()
	go func() {
		s.mu.Lock() // client mutex
		p.wg.Done()
	}()
	s.mu.Lock()
	p.wg.Wait() // flusher waitGroup
}`,
    edges: ['likely: client holds flusher', 'likely: flusher owesDone client'],
  },
];

describe('A goroutine does not wait for one that comes to', () => {
  for (const { title, code, edges } of others) {
    it(title, async () => {
      assert.deepEqual([...(await edgesIn(code))].sort(), [...edges].sort());
    });
  }
});

describe('A goroutine waits for one that comes to', () => {
  for (const { title, code, edges } of same) {
    it(title, async () => {
      assert.deepEqual([...(await edgesIn(code))].sort(), [...edges].sort());
    });
  }
});
