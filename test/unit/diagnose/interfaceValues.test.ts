import assert from 'node:assert/strict';
import { found } from './parties';

/** A goroutine that waits for one which has the channel or lock from a value of an interface. */
const ways: readonly (readonly [title: string, code: string, found: readonly string[]])[] = [
  [
    'a map of values of any type',
    `type hub struct { all map[string]any }
func (h *hub) join() {
	ch := make(chan int)
	h.all["a"] = ch
	<-ch // reader receive
}
func (h *hub) publish() {
	time.Sleep(1) // sender sleep
	for _, v := range h.all {
		if c, ok := v.(chan int); ok { c <- 1 }
	}
}`,
    [],
  ],
  [
    'a channel of values of any type, and a type switch',
    `type hub struct { queue chan any }
func (h *hub) join() {
	ch := make(chan int)
	h.queue <- ch
	<-ch // reader receive
}
func (h *hub) publish() {
	time.Sleep(1) // sender sleep
	switch c := (<-h.queue).(type) {
	case string:
	case chan int:
		c <- 1
	}
}`,
    [],
  ],
  [
    'a parameter of any type',
    `func handle(v any) {
	time.Sleep(1) // sender sleep
	send(v)
}
func send(v any) { v.(chan int) <- 1 }
func main() {
	ch := make(chan int)
	go handle(ch)
	<-ch // reader receive
}`,
    [],
  ],
  [
    'a map of package sync',
    `type hub struct { all sync.Map }
func (h *hub) join() {
	ch := make(chan int)
	h.all.Store("a", ch)
	<-ch // reader receive
}
func (h *hub) publish() {
	time.Sleep(1) // sender sleep
	v, _ := h.all.Load("a")
	v.(chan int) <- 1
}`,
    ['possible noCounterpart: reader ch'],
  ],
  [
    'a type parameter',
    `type request struct { done chan int }
type reply struct { done chan int }
type list[T any] struct { items []T }
func (l *list[T]) pop() T { return l.items[0] }
type server struct { queue *list[*request] }
func (s *server) ask() {
	r := &request{done: make(chan int)}
	s.queue.items = append(s.queue.items, r)
	<-r.done // asker receive
}
func (s *server) serve() {
	time.Sleep(1) // server sleep
	r := s.queue.pop()
	r.done <- 1
}`,
    ['possible noCounterpart: asker r.done'],
  ],
  [
    'an interface of the program’s own for locks',
    `type locker interface { Lock(); Unlock() }
type store struct { mu sync.Mutex; held []locker }
func (s *store) begin() {
	s.mu.Lock()
	s.keep(&s.mu)
}
func (s *store) keep(l locker) { s.held = append(s.held, l) }
func (s *store) end() {
	time.Sleep(1) // ender sleep
	for _, l := range s.held { l.Unlock() }
}
func (s *store) save() {
	s.mu.Lock() // saver mutex
}`,
    ['possible lostUnlock: saver s.mu'],
  ],
  [
    'an interface that a struct with an embedded lock has',
    `type locker interface { Lock(); Unlock() }
type store struct { sync.Mutex; name string }
var held []locker
func (s *store) begin() {
	s.Lock()
	keep(s)
}
func keep(l locker) { held = append(held, l) }
func end() {
	time.Sleep(1) // ender sleep
	for _, l := range held { l.Unlock() }
}
func (s *store) save() {
	s.Lock() // saver mutex
}`,
    ['possible lostUnlock: saver s.Mutex'],
  ],
];

describe('Nothing more than a possibility is found for code that has an object from', () => {
  for (const [title, code, expected] of ways) {
    it(title, async () => {
      assert.deepEqual(await found(code), expected);
    });
  }
});

describe('A type assertion', () => {
  it('tells the type of whose field a channel is', async () => {
    const code = `type request struct { done chan int }
type reply struct { done chan int }
func serve(queue chan any) {
	for v := range queue {
		time.Sleep(1) // server sleep
		v.(*request).done <- 1
	}
}
func ask(queue chan any) {
	r := &request{done: make(chan int)}
	queue <- r
	<-r.done // asker receive
}`;
    assert.deepEqual(await found(code), []);
  });
});
