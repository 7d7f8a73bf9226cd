import assert from 'node:assert/strict';
import { found } from './parties';

interface Case {
  readonly title: string;
  readonly code: string;
  readonly found: readonly string[];
}

/** A goroutine that sends to a channel, which another one has by another name. */
const ways: readonly (readonly [title: string, code: string])[] = [
  [
    'a map, a copy of it, and a range over the copy',
    `type broker struct { subs map[string]chan int }
func (b *broker) join() <-chan int {
	ch := make(chan int)
	b.subs["a"] = ch
	return ch
}
func (b *broker) all() (list []chan int) {
	for _, ch := range b.subs { list = append(list, ch) }
	return list
}
func (b *broker) publish() {
	for {
		time.Sleep(1) // sender sleep
		for _, ch := range b.all() { ch <- 1 }
	}
}
func listen(in <-chan int) { <-in } // reader receive
func main() { b := &broker{subs: map[string]chan int{}}; go b.publish(); listen(b.join()) }`,
  ],
  [
    'a channel of channels',
    `func serve(idle chan chan int) {
	for {
		time.Sleep(1) // sender sleep
		ch := <-idle
		ch <- 1
	}
}
func main() {
	idle := make(chan chan int, 1)
	go serve(idle)
	own := make(chan int)
	idle <- own
	<-own // reader receive
}`,
  ],
  [
    'results of generic stages',
    `func list() <-chan int {
	out := make(chan int)
	go func() {
		for {
			time.Sleep(1) // sender sleep
			out <- 1
		}
	}()
	return out
}
func each[T any](in <-chan T) {
	for range in {} // reader receive
}
func main() { each(list()) }`,
  ],
  [
    'a function in a field',
    `type hook struct { fire func(int) }
func main() {
	got := make(chan int)
	h := &hook{fire: func(n int) { got <- n }}
	go h.run()
	<-got // reader receive
}
func (h *hook) run() {
	for {
		time.Sleep(1) // sender sleep
		h.fire(1)
	}
}`,
  ],
  [
    'a function that is converted to a type with methods',
    `type stage interface { run(out chan<- int) }
type stageFunc func(out chan<- int)
func (f stageFunc) run(out chan<- int) { f(out) }
func each() stage {
	return stageFunc(func(out chan<- int) {
		for {
			time.Sleep(1) // sender sleep
			out <- 1
		}
	})
}
func main() {
	stages := []stage{each()}
	got := make(chan int)
	for _, s := range stages { go s.run(got) }
	<-got // reader receive
}`,
  ],
  [
    'a method of an interface, of which other types have one with other parameters',
    `type runner interface { run(out chan int) }
type one struct {}
func (one) run(out chan int) {
	for {
		time.Sleep(1) // sender sleep
		out <- 1
	}
}
${'abcdefgh'
  .split('')
  .map((name) => `type ${name} struct {}\nfunc (${name}) run() {}`)
  .join('\n')}
func main() {
	out := make(chan int)
	var r runner = one{}
	go r.run(out)
	<-out // reader receive
}`,
  ],
  [
    'a value of an atomic pointer',
    `type state struct { out chan int }
type other struct { out chan int }
type holder struct { current atomic.Pointer[state] }
func (h *holder) run() {
	for {
		time.Sleep(1) // sender sleep
		s := h.current.Load()
		s.out <- 1
	}
}
func (s *state) read() {
	<-s.out // reader receive
}`,
  ],
  [
    'a method of an interface',
    `type source interface { out() chan int }
type first struct { ch chan int }
func (f *first) out() chan int { return f.ch }
type second struct { ch chan int }
func (s *second) out() chan int { return s.ch }
func pump(s source) {
	for {
		time.Sleep(1) // sender sleep
		s.out() <- 1
	}
}
func (s *second) read() {
	<-s.ch // reader receive
}`,
  ],
  [
    'a list of those who wait',
    `type pool struct { queue []chan int }
func (p *pool) acquire() {
	turn := make(chan int, 1)
	p.queue = append(p.queue, turn)
	<-turn // reader receive
}
func (p *pool) release() {
	time.Sleep(1) // sender sleep
	turn := p.queue[0]
	turn <- 1
}`,
  ],
  [
    'a type of channels that has methods',
    `type signal chan int
func (s signal) raise() { s <- 1 }
func (s signal) wait() { <-s } // reader receive
type gate struct { open signal }
func (g *gate) run() {
	for {
		time.Sleep(1) // sender sleep
		g.open.raise()
	}
}
func main() { g := &gate{make(signal)}; go g.run(); g.open.wait() }`,
  ],
  [
    'one of many arguments',
    `func fan(outs ...chan int) {
	for {
		time.Sleep(1) // sender sleep
		for _, out := range outs { out <- 1 }
	}
}
func main() {
	a, b := make(chan int), make(chan int)
	go fan(a, b)
	<-b // reader receive
}`,
  ],
];

const cases: readonly Case[] = [
  {
    title: 'a server that answers twice, with those behind it, which have not yet sent what they made',
    code: `type request struct { answer chan int }
type server struct { requests chan *request }
func (s *server) run() {
	for r := range s.requests {
		r.answer <- 1 // server send
	}
}
func (s *server) get() {
	r := &request{answer: make(chan int)}
	s.requests <- r // client send
	<-r.answer
}
func main() { s := &server{}; go s.run(); s.get() }`,
    found: ['likely noCounterpart: server r.answer, + client'],
  },
  {
    title: 'who sends to a loop that has ended, with where that stands',
    code: `type loop struct { in, done chan int }
func (l *loop) listen() {
	for {
		if <-l.in == 0 { break }
	}
	time.Sleep(1) // listener sleep
}
func (l *loop) put() {
	l.in <- 1 // putter send
}`,
    found: ['likely noCounterpart: putter l.in, left listener'],
  },
  {
    title: 'a worker and who waits for it as a guess, if a library may call what ends both waits',
    code: `type app struct { jobs, done chan int }
func (a *app) worker() {
	for n := range a.jobs { // worker receive
		if n == 0 { close(a.done) }
	}
}
func (a *app) handle() { a.jobs <- 1 }
func main() {
	a := &app{jobs: make(chan int), done: make(chan int)}
	go a.worker()
	lib.Handle(a.handle)
	<-a.done // main receive
	close(a.jobs)
}`,
    found: ['possible deadlock: worker a.jobs, main a.done'],
  },
  {
    title: 'a sender as a guess, if a library may call the receiver',
    code: `type app struct { events chan int }
func (a *app) pump() {
	for { a.events <- 1 } // pump send 0 min
}
func (a *app) handle() { <-a.events }
func main() {
	a := &app{events: make(chan int)}
	lib.Handle(a.handle)
	a.pump() // pump caller
}`,
    found: ['possible noCounterpart: pump a.events'],
  },
  {
    title: 'first what blocks a goroutine that others need, then those others',
    code: `type watcher struct { events, errs chan int }
func (w *watcher) run() {
	for i := range 9 {
		if i == 3 {
			w.errs <- i // runner send
			return
		}
		w.events <- i
	}
}
func watch() {
	w := &watcher{events: make(chan int), errs: make(chan int)}
	go w.run()
	for range w.events {} // reader receive
}`,
    found: ['likely noCounterpart: runner w.errs', 'possible noCounterpart: reader w.events, left runner'],
  },
  {
    title: 'a loop that closes what it waits for, in a function that it calls',
    code: `type listener struct { in, stopped chan int; handler func() }
func (l *listener) run() {
	defer close(l.stopped)
	for range l.in { l.stop() } // listener caller
}
func (l *listener) stop() {
	<-l.stopped // listener receive
}`,
    found: ['proven selfDeadlock: listener l.stopped'],
  },
  {
    title: 'two that have each two channels, of which they wait for different ones',
    code: `type stream struct { frames chan int }
func (s *stream) recv() {
	<-s.frames // consumer receive
}
func (s *stream) deliver() {
	s.frames <- 1 // reader send
}
func read(streams []*stream) {
	for _, s := range streams { s.deliver() } // reader caller
}
func consume(index, data *stream) {
	index.recv() // consumer caller
	data.recv()
}`,
    found: ['proven deadlock: consumer s.frames, reader s.frames'],
  },
  {
    title: 'no deadlock of a loop over one channel with one that sends on another',
    code: `type stream struct { frames chan int }
func (s *stream) recv() {
	<-s.frames // consumer receive
}
func (s *stream) deliver() {
	s.frames <- 1 // reader send
}
func read(s *stream) {
	for { s.deliver() } // reader caller
}
func consume(s *stream) {
	for { s.recv() } // consumer caller
}`,
    found: ['likely noCounterpart: reader s.frames', 'possible noCounterpart: consumer s.frames'],
  },
  {
    title: 'two ends that send to each other, and not each to itself',
    code: `type end struct { out chan<- int; in <-chan int }
func (e *end) write() {
	e.out <- 1 // one send; other send
}
func (e *end) run() {
	for { e.write(); <-e.in } // one caller; other caller
}
func main() {
	forth, back := make(chan int), make(chan int)
	a, b := &end{out: forth, in: back}, &end{out: back, in: forth}
	go a.run()
	go b.run()
}`,
    found: ['proven deadlock: one e.out, other e.out'],
  },
  {
    title: 'a loop that posts to itself, beside a way out that nobody comes to',
    code: `type loop struct { events, quit chan int }
func (l *loop) post() {
	select { // loop select
	case l.events <- 1:
	case <-l.quit:
	}
}
func (l *loop) run() {
	for {
		select {
		case <-l.events:
			l.post() // loop caller
		case <-l.quit:
			return
		}
	}
}
func (l *loop) stop() { close(l.quit) }`,
    found: ['likely selfDeadlock: loop l.events'],
  },
  {
    title: 'two that wait for work of each other or of others as a guess',
    code: `type actor struct { inbox chan int; peer *actor }
func (a *actor) run() {
	for m := range a.inbox { // one receive; other receive
		a.peer.inbox <- m
	}
}
func (a *actor) tell() { a.inbox <- 1 }`,
    found: ['possible noCounterpart: one a.inbox, other a.inbox'],
  },
  {
    title: 'a context whose function was thrown away',
    code: `func main() {
	ctx, _ := context.WithCancel(context.Background())
	watch(ctx)
}
func watch(ctx context.Context) {
	<-ctx.Done() // watcher receive
}`,
    found: ['likely noCounterpart: watcher ctx.Done()'],
  },
  {
    title: 'a context that is kept with its function, which nobody ever calls',
    code: `type room struct { ctx context.Context; cancel context.CancelFunc }
func main() {
	ctx, cancel := context.WithCancel(context.Background())
	r := &room{ctx: ctx, cancel: cancel}
	r.watch()
}
func (r *room) watch() {
	<-r.ctx.Done() // watcher receive
}`,
    found: ['likely noCounterpart: watcher r.ctx.Done()'],
  },
  {
    title: 'a context whose function somebody may call as a guess',
    code: `type room struct { ctx context.Context; cancel context.CancelFunc }
func main() {
	ctx, cancel := context.WithCancel(context.Background())
	r := &room{ctx: ctx, cancel: cancel}
	r.watch()
}
func (r *room) Close() { r.cancel() }
func (r *room) watch() {
	<-r.ctx.Done() // watcher receive
}`,
    found: ['possible noCounterpart: watcher r.ctx.Done()'],
  },
  {
    title: 'a context whose function is in a value of another package as a guess',
    code: `func main() {
	ctx, cancel := context.WithCancel(context.Background())
	serve(&http.Server{OnClose: cancel})
	<-ctx.Done() // watcher receive
}
func serve(s *http.Server) {}`,
    found: ['possible noCounterpart: watcher ctx.Done()'],
  },
  {
    title: 'a context whose function a timer was given as a guess',
    code: `func main() {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(1, cancel)
	<-ctx.Done() // watcher receive
}`,
    found: ['possible noCounterpart: watcher ctx.Done()'],
  },
  {
    title: 'a channel that an exported method returns as a guess',
    code: `type worker struct { stopped chan struct{} }
func (w *worker) Stopped() chan struct{} { return w.stopped }
func (w *worker) wait() {
	<-w.stopped // waiter receive
}`,
    found: ['possible noCounterpart: waiter w.stopped'],
  },
  {
    title: 'a channel that an exported method returns to receive from',
    code: `type worker struct { stopped chan struct{} }
func (w *worker) Stopped() <-chan struct{} { return w.stopped }
func (w *worker) wait() {
	<-w.stopped // waiter receive
}`,
    found: ['likely noCounterpart: waiter w.stopped'],
  },
  {
    title: 'no context that somebody on a stack cancels, directly or through its parent',
    code: `func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go serve(ctx)
	time.Sleep(1) // main sleep
}
func serve(ctx context.Context) {
	own, _ := context.WithCancel(context.WithValue(ctx, 1, 2))
	<-own.Done() // watcher receive
}`,
    found: [],
  },
  {
    title: 'no context of which the source does not tell who ends it',
    code: `func serve(ctx context.Context) {
	<-ctx.Done() // watcher receive
}`,
    found: [],
  },
  {
    title: 'who ranges over a ticker that another one has stopped',
    code: `type beat struct { ticker *time.Ticker; wg sync.WaitGroup }
func (b *beat) run() {
	defer b.wg.Done()
	for range b.ticker.C {} // beater receive
}
func (b *beat) leave() {
	b.ticker.Stop()
	b.wg.Wait() // leaver waitGroup
}`,
    found: ['likely noCounterpart: beater b.ticker.C, + leaver'],
  },
  {
    title: 'nobody who waits for a timer that was stopped and is set again',
    code: `type beat struct { timer *time.Timer; wg sync.WaitGroup }
func (b *beat) run() {
	defer b.wg.Done()
	<-b.timer.C // beater receive
}
func (b *beat) leave() {
	b.timer.Stop()
	b.timer.Reset(1)
	b.wg.Wait() // leaver waitGroup
}`,
    found: [],
  },
  {
    title: 'nobody who waits for a new timer in the variable of one that was stopped',
    code: `func beat() {
	timer := time.NewTimer(1)
	timer.Stop()
	timer = time.NewTimer(2)
	<-timer.C // beater receive
}`,
    found: [],
  },
  {
    title: 'nobody who waits for a timer in a field that is set again elsewhere',
    code: `type beat struct { timer *time.Timer }
func (b *beat) start() { b.timer = time.NewTimer(1) }
func (b *beat) again() { b.timer = time.NewTimer(2) }
func (b *beat) run() {
	b.timer.Stop()
	<-b.timer.C // beater receive
}`,
    found: [],
  },
  {
    title: 'who empties the channel of a timer that it has stopped, and that has fired before',
    code: `func debounce(changes chan int) {
	timer := time.NewTimer(1)
	for {
		select {
		case <-changes:
			if !timer.Stop() {
				<-timer.C // debouncer receive
			}
			timer.Reset(1)
		case <-timer.C:
		}
	}
}`,
    found: ['likely noCounterpart: debouncer timer.C'],
  },
  {
    title: 'nobody who waits for a timer that it has set again',
    code: `func wait(timer *time.Timer, quit chan int) {
	timer.Stop()
	timer.Reset(1)
	<-timer.C // waiter receive
}`,
    found: [],
  },
  {
    title: 'nobody who ranges over a ticker that runs, or waits for a signal',
    code: `func run(ticker *time.Ticker, signals chan os.Signal) {
	for range ticker.C {} // beater receive
}
func watch(signals chan os.Signal) { <-signals } // watcher receive`,
    found: [],
  },
  {
    title: 'a channel that no code ever closes',
    code: `type worker struct { stopped chan struct{} }
func (w *worker) wait() {
	<-w.stopped // waiter receive
}`,
    found: ['likely noCounterpart: waiter w.stopped'],
  },
  {
    title: 'a channel that code closes as a guess, if that code is on no stack',
    code: `type worker struct { stopped chan struct{} }
func (w *worker) wait() {
	<-w.stopped // waiter receive
}
func (w *worker) stop() { close(w.stopped) }`,
    found: ['possible noCounterpart: waiter w.stopped'],
  },
  {
    title: 'a value that a code sends which is on no stack',
    code: `type future struct { err chan error }
func (f *future) wait() {
	<-f.err // waiter receive
}
func (f *future) respond() { f.err <- nil }`,
    found: ['likely noCounterpart: waiter f.err'],
  },
  {
    title:
      'a value as a guess, if who waits for it comes back for more, or code was given away that sends it',
    code: `type queue struct { jobs, hits chan int }
func (q *queue) run() {
	for { <-q.jobs } // worker receive
}
func (q *queue) add() { q.jobs <- 1 }
func (q *queue) hit(w http.ResponseWriter, r *http.Request) { q.hits <- 1 }
func (q *queue) wait() {
	http.HandleFunc("/", q.hit)
	<-q.hits // waiter receive
}`,
    found: ['possible noCounterpart: worker q.jobs', 'possible noCounterpart: waiter q.hits'],
  },
  {
    title: 'the end of what was told to end, and has left without saying so',
    code: `type worker struct { stop, stopped chan struct{} }
func (w *worker) close() {
	close(w.stop)
	<-w.stopped // closer receive
}
func (w *worker) run() {
	<-w.stop
	close(w.stopped)
}`,
    found: ['likely noCounterpart: closer w.stopped'],
  },
  {
    title: 'a select that nobody receives from, and that only one stops who waits for its goroutine',
    code: `type sink struct { C chan int; closed chan struct{} }
type hub struct { lines, gone chan int; sink *sink }
func (h *hub) run() {
	for {
		select {
		case n := <-h.lines:
			select { // hub select
			case h.sink.C <- n:
			case <-h.sink.closed:
			}
		case <-h.gone:
		}
	}
}
func (h *hub) leave() {
	<-h.sink.C
	h.gone <- 1 // leaver send
	close(h.sink.closed)
}`,
    found: ['likely deadlock: hub h.sink.C, leaver h.gone'],
  },
  {
    title: 'who waits in a loop over a list, which is no loop for work',
    code: `type part struct { stop, stopped chan int }
func (p *part) end() { close(p.stopped) }
func closeAll(parts map[string]*part) {
	for _, p := range parts {
		close(p.stop)
		<-p.stopped // closer receive
	}
}`,
    found: ['likely noCounterpart: closer p.stopped'],
  },
  {
    title: 'who sends to a handler that is gone, whatever other calls of the handler receive',
    code: `type job struct { result chan int }
type service struct { jobs chan *job }
func (s *service) serve(w http.ResponseWriter, r *http.Request) {
	j := &job{make(chan int)}
	select {
	case s.jobs <- j:
	case <-r.Context().Done():
		return
	}
	select {
	case <-j.result:
	case <-r.Context().Done():
	}
}
func (s *service) work() {
	for j := range s.jobs {
		j.result <- 1 // worker send 0 min
	}
}
func main() { s := &service{}; http.HandleFunc("/", s.serve); go s.work() }`,
    found: ['likely noCounterpart: worker j.result'],
  },
  {
    title: 'who waits for a reader that gets nothing more to read, and that only the waiting one ends',
    code: `type call struct { done chan int }
type client struct { in, closed chan int; pending []*call }
func (c *client) read() {
	for {
		select { // reader select 0 min
		case <-c.in:
			c.pending[0].done <- 1
		case <-c.closed:
			return
		}
	}
}
func (c *client) ask() {
	defer close(c.closed)
	own := &call{make(chan int)}
	if c.write(own) { c.pending = append(c.pending, own) }
	<-own.done // asker receive 0 min
}
func (c *client) write(own *call) bool {
	c.in <- 1
	return true
}`,
    found: ['likely deadlock: reader c.in, asker own.done'],
  },
  {
    title: 'a channel that only functions in variables have',
    code: `type job struct { report func(errs chan<- error) }
func main() {
	j := &job{report: func(errs chan<- error) {
		errs <- nil // reporter send
	}}
	first(j)
}
func first(j *job) {
	errs := make(chan error)
	for range 2 { go j.report(errs) }
	<-errs
}`,
    found: ['likely noCounterpart: reporter errs'],
  },
  {
    title: 'main as a guess, if it waits for what never comes, as programs do that go on for ever',
    code: `func main() {
	forever := make(chan int)
	<-forever // main receive
}`,
    found: ['possible noCounterpart: main forever'],
  },
  {
    title: 'those who wait for a reply of a loop that is stuck with the channel of another one',
    code: `type client struct { pending map[int]chan int; replies chan int }
func (c *client) read() {
	for range c.replies {
		ch := c.pending[0]
		ch <- 1 // reader send
	}
}
func (c *client) ping() {
	ch := make(chan int)
	c.pending[1] = ch
	<-ch // pinger×3 receive
}`,
    found: ['likely noCounterpart: reader ch, + pinger'],
  },
  {
    title: 'as possible who sends for minutes to what a handler of a server would receive',
    code: `type feed struct { out chan int }
func (f *feed) run() {
	f.out <- 1 // sender send
}
func (f *feed) next() { <-f.out }
func start() {
	f := &feed{}
	go f.run()
	http.HandleFunc("/", f.next)
}
func main() {
	start()
	time.Sleep(1) // main sleep
}`,
    found: ['possible noCounterpart: sender f.out'],
  },
  {
    title: 'as possible who sends for minutes to what other packages may receive by an API',
    code: `type feed struct { out chan int }
func (f *feed) run() {
	f.out <- 1 // sender send
}
func (f *feed) Next() { <-f.out }`,
    found: ['possible noCounterpart: sender f.out'],
  },
  {
    title: 'as possible who sends on a channel that a field of a type that was not read has',
    code: `type hub struct { out chan int }
func (h *hub) run() {
	h.out <- 1 // sender send
}
func start() {
	h := &hub{out: make(chan int)}
	go h.run()
	config := &lib.Config{Out: h.out}
	config.Start()
}`,
    found: ['possible noCounterpart: sender h.out'],
  },
  {
    title: 'as likely who sends for minutes to what a whole program never receives',
    code: `type feed struct { out chan int }
func (f *feed) run() {
	f.out <- 1 // sender send
}
func (f *feed) Next() { <-f.out }
func main() {
	time.Sleep(1) // main sleep
}`,
    found: ['likely noCounterpart: sender f.out'],
  },
];

describe('The findings for channels', () => {
  for (const [title, code] of ways) {
    it(`know who sends through ${title}`, async () => {
      assert.deepEqual(await found(code), []);
    });
    it(`know that nobody sends through ${title}`, async () => {
      const alone = code.replace(' // sender sleep', '');
      const [only, ...others] = await found(alone);
      assert.match(only ?? '', /^(?:likely|possible) noCounterpart: reader /);
      assert.deepEqual(others, []);
    });
  }
  for (const { title, code, found: expected } of cases)
    it(`name ${title}`, async () => {
      assert.deepEqual(await found(code), expected);
    });
});

describe('A channel that is a field and a local variable of one function', () => {
  const program = (body: string) => `type hub struct { done chan int }
func (h *hub) loop() {
	for {
		time.Sleep(1) // sender sleep
		a1(h)
	}
}
func run(f func()) { f() }
func a1(h *hub) { a2(h) }
func a2(h *hub) {
	done := make(chan int)
	if h.done == nil { h.done = done }
	run(func() { ${body} })
}
func main() { h := &hub{done: make(chan int)}; go h.loop(); h.wait() }
func (h *hub) wait() { <-h.done // reader receive
}`;

  for (const body of ['h.done <- 1', 'h.done <- 1; done <- 2', 'done <- 2; h.done <- 1']) {
    it(`is served by the field, whatever the order: ${body}`, async () => {
      assert.deepEqual(await found(program(body)), []);
    });
  }
});

describe('Behind a wait without end', () => {
  it('is the program itself, although it takes results in a loop', async () => {
    const code = `type pool struct { jobs, results chan int }
func (p *pool) work() {
	for job := range p.jobs { // worker receive
		p.results <- job
	}
}
func (p *pool) feed() { p.jobs <- 1 }
func main() {
	p := &pool{jobs: make(chan int), results: make(chan int)}
	go p.work()
	p.feed()
	for range p.results { // main receive
	}
}`;
    assert.deepEqual(await found(code), ['likely noCounterpart: worker p.jobs, + main']);
  });
});
