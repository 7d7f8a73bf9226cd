import assert from 'node:assert/strict';
import { found, verdicts } from './parties';

interface Case {
  readonly title: string;
  readonly code: string;
  readonly found: readonly string[];
}

const queue = `type Queue struct {
	mu    sync.Mutex
	more  *sync.Cond
	items []int
}
func newQueue() *Queue {
	q := &Queue{}
	q.more = sync.NewCond(&q.mu)
	return q
}
func (q *Queue) receive() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.more.Wait() // receiver cond
	}
}
func (q *Queue) send(x int) {
	q.mu.Lock() // sender mutex
	q.items = append(q.items, x)
	q.more.Signal()
	q.mu.Unlock()
}
`;

/** A queue that takes the lock of its Cond again, by ways to make the two. */
const condOwners = Object.entries({
  'a lock that is taken again as that of a Cond': [
    'mu sync.Mutex',
    'q := &Queue{}\n\tq.more = sync.NewCond(&q.mu)\n\treturn q',
  ],
  'the lock of a Cond in a composite literal': [
    'mu *sync.Mutex',
    'mu := &sync.Mutex{}\n\treturn &Queue{mu: mu, more: sync.NewCond(mu)}',
  ],
  'the lock of a Cond that is a composite literal in another one': [
    'mu *sync.Mutex',
    'mu := &sync.Mutex{}\n\treturn &Queue{mu: mu, more: &sync.Cond{L: mu}}',
  ],
}).map(([title, [mutex, body]]): Case => ({
  title,
  code: `type Queue struct {
	${mutex}
	more *sync.Cond
}
func newQueue() *Queue {
	${body}
}
func (q *Queue) add() {
	q.more.L.Lock()
	defer q.more.L.Unlock()
	q.size() // server caller
}
func (q *Queue) size() {
	q.mu.Lock() // server mutex
	q.mu.Unlock()
}`,
  found: ['likely selfDeadlock: server q.mu'],
}));

const cases: readonly Case[] = [
  {
    title: 'a lock that a method value takes again',
    code: `type Hub struct { mu sync.Mutex }
func (h *Hub) f() {
	h.mu.Lock()
	lock := h.mu.Lock
	lock() // server mutex
}`,
    found: ['proven selfDeadlock: server h.mu'],
  },
  {
    title: 'a lock that a method takes again which returns Unlock',
    code: `type Hub struct { mu sync.Mutex }
func (h *Hub) enter() func() {
	h.mu.Lock() // server mutex
	return h.mu.Unlock
}
func (h *Hub) size() int {
	defer h.enter()() // server caller
	return 0
}
func (h *Hub) f() {
	defer h.enter()()
	h.size() // server caller
}`,
    found: ['proven selfDeadlock: server h.mu'],
  },
  {
    title: 'a lock that a function returns with as a guess, if a caller releases it',
    code: `type Hub struct { mu sync.Mutex; closed bool }
func (h *Hub) begin() bool {
	h.mu.Lock() // client mutex 0 min
	if h.closed {
		h.mu.Unlock()
		return false
	}
	return true
}
func (h *Hub) f() {
	if h.begin() { // client caller
		time.Sleep(1)
		h.mu.Unlock()
	}
}`,
    found: ['possible lostUnlock: client h.mu'],
  },
  {
    title: 'a lock that a function returns with, although the caller was given Unlock',
    code: `type Hub struct { mu sync.Mutex }
func (h *Hub) enter() func() {
	h.mu.Lock() // client×2 mutex
	return h.mu.Unlock
}
func (h *Hub) f(bad bool) {
	leave := h.enter() // client caller
	if bad {
		return
	}
	leave()
}`,
    found: ['likely lostUnlock: client h.mu'],
  },
  {
    title: 'nothing of a WaitGroup whose functions are at work, whether literals or methods',
    code: `type server struct { wg sync.WaitGroup }
func (s *server) serve() {
	time.Sleep(1) // serving sleep; serving task
}
func main() {
	s := &server{}
	s.wg.Go(s.serve)
	s.wg.Go(func() {
		time.Sleep(1) // ticking sleep; ticking task
	})
	s.wg.Wait() // main waitGroup
}`,
    found: [],
  },
  {
    title: 'a WaitGroup whose function sends what is only received after Wait',
    code: `type pool struct { wg sync.WaitGroup; results chan int }
func (p *pool) work() {
	p.results <- 1 // worker send; worker task
}
func main() {
	p := &pool{results: make(chan int)}
	p.wg.Go(p.work)
	p.wg.Wait() // main waitGroup
	<-p.results
}`,
    found: ['likely deadlock: worker p.results, main p.wg'],
  },
  {
    title:
      'nothing of a WaitGroup of each call, whose goroutines wait for those that they started in turn, which are busy',
    code: `func each(nodes []int, walk func(int)) {
	var wg sync.WaitGroup
	for _, n := range nodes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			walk(n) // parent caller; child caller
		}()
	}
	wg.Wait() // parent waitGroup
}
func visit(n int) {
	time.Sleep(1) // child sleep
	each(nil, visit)
}`,
    found: [],
  },
  {
    title: 'a WaitGroup that a lock keeps from Done, also if a timer may call Done too',
    code: `type table struct { mu sync.Mutex; wg sync.WaitGroup }
func (t *table) add() {
	time.AfterFunc(1, func() {
		defer t.wg.Done()
		t.expire() // timer caller
	})
}
func (t *table) expire() {
	t.mu.Lock() // timer mutex
	t.mu.Unlock()
}
func (t *table) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wg.Wait() // stopper waitGroup
}`,
    found: ['likely deadlock: stopper t.wg, timer t.mu'],
  },
  {
    title: 'nothing of a WaitGroup whose Done a busy goroutine was given as a value',
    code: `func run(jobs chan func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	after(jobs, wg.Done)
	wg.Wait() // client waitGroup
}
func after(jobs chan func(), done func()) {
	jobs <- func() {
		defer done()
		time.Sleep(1) // worker sleep
	}
}
func work(jobs chan func()) {
	for job := range jobs {
		job() // worker caller
	}
}`,
    found: [],
  },
  {
    title: 'a WaitGroup whose Done nobody comes to who was given it as a value',
    code: `func run() {
	var wg sync.WaitGroup
	wg.Add(1)
	after(func() bool { return false }, wg.Done)
	wg.Wait() // client waitGroup
}
func after(job func() bool, done func()) {
	go func() {
		if job() {
			done()
		}
	}()
}`,
    found: ['likely noCounterpart: client wg'],
  },
  {
    title: 'only a possibility in a parent that is locked before its child',
    code: `type Node struct {
	mu     sync.Mutex
	child  *Node
}
func (n *Node) f() {
	n.mu.Lock()
	next := n.child
	next.mu.Lock() // server mutex
	n.mu.Unlock()
	next.mu.Unlock()
}`,
    found: ['possible selfDeadlock: server next.mu'],
  },
  {
    title: 'a lock that is taken again by another name of the variable',
    code: `type Hub struct { mu sync.Mutex }
func (h *Hub) f() {
	self := h
	self.mu.Lock()
	h.mu.Lock() // server mutex
}`,
    found: ['proven selfDeadlock: server h.mu'],
  },
  {
    title: 'a lock that is taken again after a goto',
    code: `type Hub struct { mu sync.Mutex }
func (h *Hub) f(isBusy func() bool) {
again:
	h.mu.Lock() // server mutex
	if isBusy() {
		goto again
	}
	h.mu.Unlock()
}`,
    found: ['likely selfDeadlock: server h.mu'],
  },
  {
    title: 'who holds the lock of a Cond, which is not who waits for the Cond',
    code: `${queue}func (q *Queue) slow() {
	q.mu.Lock()
	time.Sleep(1) // holder sleep
	q.mu.Unlock()
}`,
    found: ['likely lockHeld: holder ?, + sender, + receiver'],
  },
  ...condOwners,
  {
    title: 'a lock that a function does not unlock as a guess, if another goroutine is about to take it',
    code: `type table struct { mu sync.Mutex }
func (t *table) move(isGone bool) {
	prepare() // next running 0 min
	t.mu.Lock() // mover mutex 0 min
	if isGone { return }
	t.mu.Unlock()
}`,
    found: ['possible lostUnlock: mover t.mu'],
  },
  {
    title: 'a lock that a loop may have left locked, if nobody else has it or is about to take it',
    code: `type board struct { mu sync.Mutex }
func (b *board) sweep(all []bool) {
	for _, isGone := range all {
		b.mu.Lock() // sweeper mutex 0 min
		if isGone { continue }
		b.mu.Unlock()
	}
}`,
    found: ['likely selfDeadlock: sweeper b.mu'],
  },
  {
    title: 'a lock that is copied while it is held',
    code: `type Stats struct { mu sync.Mutex; n int }
func (s *Stats) snapshot() *Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	copied := *s
	return &copied
}
func (s *Stats) sum() int {
	s.mu.Lock() // reporter mutex
	defer s.mu.Unlock()
	return s.n
}`,
    found: ['likely lostUnlock: reporter s.mu'],
  },
  {
    title: 'nothing of a lock that is new in the copy',
    code: `type Stats struct { mu sync.Mutex; n int }
func (s *Stats) snapshot() *Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	copied := *s
	copied.mu = sync.Mutex{}
	return &copied
}
func (s *Stats) sum() int {
	s.mu.Lock() // reporter mutex
	defer s.mu.Unlock()
	return s.n
}`,
    found: [],
  },
  {
    title: 'no panic, if one of the methods that a call may run locks',
    code: `type store struct { mu sync.Mutex }
type beginner interface { begin(*store); end(*store) }
type writer struct{}
type reader struct{}
func (writer) begin(s *store) { s.mu.Lock() }
func (writer) end(s *store) { s.mu.Unlock() }
func (reader) begin(s *store) {}
func (reader) end(s *store) {}
func (s *store) save() {
	defer func() { recover() }()
	s.mu.Lock()
	println()
	s.mu.Unlock()
}
func (s *store) update(b beginner) {
	b.begin(s)
	time.Sleep(1) // holder sleep
	b.end(s)
}
func (s *store) load() {
	s.mu.Lock() // loader mutex
}`,
    found: ['possible lockHeld: holder ?, + loader'],
  },
];

describe('Of locks is found', () => {
  for (const { title, code, found: expected } of cases) {
    it(title, async () => {
      assert.deepEqual(await found(code), expected);
    });
  }

  it('who holds one, before what it waits for in another function', async () => {
    const code = `type Hub struct { mu sync.Mutex }
func (h *Hub) f() {
	h.mu.Lock()
	defer h.mu.Unlock()
	wait() // server caller
}
func wait() {
	time.Sleep(1) // server sleep
}
func (h *Hub) g() {
	h.mu.Lock() // client mutex
}`;
    assert.deepEqual(await verdicts(code), [
      'One goroutine in x.(*Hub).f holds h.mu since line 10, until the function returns, and sleeps in x.wait; 1 goroutine waits for that lock.',
    ]);
  });

  it('where a goroutine holds one for which it waits in another function', async () => {
    const code = `type Hub struct { mu sync.Mutex }
func (h *Hub) f() {
	h.mu.Lock()
	h.g() // server caller
}
func (h *Hub) g() {
	h.mu.Lock() // server mutex
}`;
    assert.deepEqual(await verdicts(code), [
      'One goroutine in x.(*Hub).g waits to lock h.mu, which it holds itself since x.go:10 in x.(*Hub).f.',
    ]);
  });
});
