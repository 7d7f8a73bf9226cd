// The text of the files of a generated Go module. A comment `//@ place of function` marks a line for frames.

export const modulePath = 'example.com/big';
/** Number of files in a package whose code waits, without the file of its service. */
export const storesInPackage = 3;
export const queuesInPackage = 2;

/** A struct with two locks, which `Put` and `Sync` take in opposite orders, and a replica in the next package. */
export function storeFile(pkg: string, next: string | undefined, number: number): string {
  const S = `Store${number}`;
  const imported = next === undefined ? '' : `\n\n\t"${modulePath}/${next}"`;
  const replica = next === undefined ? `*${S}` : `*${next}.${S}`;
  return `package ${pkg}

import (
	"errors"
	"sync"
	"time"${imported}
)

// ${S} keeps the items of ${pkg} by key.
type ${S} struct {
	name    string
	created time.Time
	mu      sync.RWMutex
	items   map[string]*Item${number}
	order   []string
	stats   sync.Mutex
	hits    int64
	replica ${replica}
	onEvict func(key string)
}

type Item${number} struct {
	Value   string
	Expires time.Time
	size    int
}

var err${S}Closed = errors.New("${pkg}: store is closed")

func New${S}(name string, replica ${replica}) *${S} {
	return &${S}{name: name, created: time.Now(), items: map[string]*Item${number}{}, replica: replica}
}

func (s *${S}) Get(key string) (string, bool) {
	s.mu.RLock() //@ ${S}.get.lock of (*${S}).Get
	defer s.mu.RUnlock()
	item, ok := s.items[key]
	if !ok || item.Expires.Before(time.Now()) {
		return "", false
	}
	s.count(1) //@ ${S}.get.count of (*${S}).Get
	return item.Value, true
}

func (s *${S}) Put(key, value string) error {
	if key == "" {
		return errors.New("empty key")
	}
	s.mu.Lock() //@ ${S}.put.lock of (*${S}).Put
	defer s.mu.Unlock()
	old, ok := s.items[key]
	if ok {
		s.evict(old, key) //@ ${S}.put.evict of (*${S}).Put
	}
	s.items[key] = &Item${number}{Value: value, Expires: time.Now().Add(time.Hour), size: len(value)}
	s.order = append(s.order, key)
	return s.replicate(key, value) //@ ${S}.put.replicate of (*${S}).Put
}

func (s *${S}) evict(item *Item${number}, key string) {
	for i, each := range s.order {
		if each == key {
			s.order = append(s.order[:i], s.order[i+1:]...)
			break
		}
	}
	s.count(int64(item.size)) //@ ${S}.evict.count of (*${S}).evict
	if s.onEvict != nil {
		s.onEvict(key)
	}
}

func (s *${S}) replicate(key, value string) error {
	if s.replica == nil {
		return nil
	}
	if err := s.replica.Put(key, value); err != nil { //@ ${S}.replicate.put of (*${S}).replicate
		return err
	}
	return nil
}

func (s *${S}) count(n int64) {
	s.stats.Lock() //@ ${S}.count.lock of (*${S}).count
	s.hits += n
	s.stats.Unlock()
}

// Sync writes the counters, and takes the locks in the other order.
func (s *${S}) Sync() (total int64) {
	s.stats.Lock() //@ ${S}.sync.stats of (*${S}).Sync
	defer s.stats.Unlock()
	s.mu.Lock() //@ ${S}.sync.lock of (*${S}).Sync
	defer s.mu.Unlock()
	for _, key := range s.order {
		switch item := s.items[key]; {
		case item == nil:
			continue
		case item.Expires.Before(time.Now()):
			delete(s.items, key)
		default:
			total += int64(item.size)
		}
	}
	return total + s.hits
}

func (s *${S}) Keys(limit int) []string {
	s.mu.RLock() //@ ${S}.keys.lock of (*${S}).Keys
	defer s.mu.RUnlock()
	if limit > len(s.order) {
		limit = len(s.order)
	}
	keys := make([]string, 0, limit)
	for i := 0; i < limit; i++ {
		keys = append(keys, s.order[i])
	}
	return keys
}
`;
}

/** A queue of jobs with workers, results, and a WaitGroup. */
export function queueFile(pkg: string, number: number): string {
  const Q = `Queue${number}`;
  return `package ${pkg}

import (
	"context"
	"sync"
)

type Job${number} struct {
	key  string
	done chan error
}

// ${Q} runs jobs one after another on each worker.
type ${Q} struct {
	jobs    chan *Job${number}
	results chan string
	quit    chan struct{}
	workers sync.WaitGroup
	store   *Store${number % storesInPackage}
	once    sync.Once
}

func New${Q}(store *Store${number % storesInPackage}, size int) *${Q} {
	return &${Q}{jobs: make(chan *Job${number}, size), results: make(chan string), quit: make(chan struct{}), store: store}
}

func (q *${Q}) Start(n int) {
	for i := 0; i < n; i++ {
		q.workers.Add(1)
		go func() {
			defer q.workers.Done()
			q.work(i) //@ ${Q}.start.work of (*${Q}).Start.func1
		}()
	}
}

func (q *${Q}) work(id int) {
	for {
		select { //@ ${Q}.work.select of (*${Q}).work
		case job := <-q.jobs:
			job.done <- q.run(job) //@ ${Q}.work.run of (*${Q}).work
		case <-q.quit:
			return
		}
	}
}

func (q *${Q}) run(job *Job${number}) error {
	value, ok := q.store.Get(job.key) //@ ${Q}.run.get of (*${Q}).run
	if !ok {
		return q.store.Put(job.key, "") //@ ${Q}.run.put of (*${Q}).run
	}
	q.results <- value //@ ${Q}.run.send of (*${Q}).run
	return nil
}

func (q *${Q}) Do(ctx context.Context, key string) error {
	job := &Job${number}{key: key, done: make(chan error, 1)}
	select { //@ ${Q}.do.enqueue of (*${Q}).Do
	case q.jobs <- job:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-job.done //@ ${Q}.do.wait of (*${Q}).Do
}

func (q *${Q}) Collect(limit int) (all []string) {
	for value := range q.results { //@ ${Q}.collect.range of (*${Q}).Collect
		all = append(all, value)
		if len(all) == limit {
			break
		}
	}
	return all
}

func (q *${Q}) Stop() {
	q.once.Do(func() { close(q.quit) })
	q.workers.Wait() //@ ${Q}.stop.wait of (*${Q}).Stop
	close(q.results)
}
`;
}

/** Goroutines of clients, which call stores and queues through an interface. */
export function serviceFile(pkg: string): string {
  const stores = Array.from({ length: storesInPackage }, (_, n) => n);
  const queues = Array.from({ length: queuesInPackage }, (_, n) => n);
  const methods = [
    ...stores.map(
      (n) => `
func (s *Service) onGet${n}(request *Request) error {
	value, ok := s.store${n}.Get(request.Key) //@ Service.get${n} of (*Service).onGet${n}
	if !ok {
		return s.miss(request)
	}
	return request.reply(value)
}

func (s *Service) onPut${n}(request *Request) error {
	if err := s.store${n}.Put(request.Key, request.Value); err != nil { //@ Service.put${n} of (*Service).onPut${n}
		return err
	}
	return request.reply("ok")
}

func (s *Service) onList${n}(request *Request) error {
	for _, key := range s.store${n}.Keys(100) { //@ Service.list${n} of (*Service).onList${n}
		if err := request.reply(key); err != nil {
			return err
		}
	}
	return nil
}
`,
    ),
    ...queues.map(
      (n) => `
func (s *Service) onJob${n}(request *Request) error {
	return s.queue${n}.Do(context.Background(), request.Key) //@ Service.job${n} of (*Service).onJob${n}
}
`,
    ),
  ];
  const cases = [
    ...stores.flatMap((n) => [`get${n}`, `put${n}`, `list${n}`]),
    ...queues.map((n) => `job${n}`),
  ];
  return `package ${pkg}

import (
	"context"
	"fmt"
	"io"
	"time"
)

type Request struct {
	Kind, Key, Value string
	out              io.Writer
}

type Handler interface {
	Handle(request *Request) error
}

type Service struct {
${stores.map((n) => `\tstore${n} *Store${n}`).join('\n')}
${queues.map((n) => `\tqueue${n} *Queue${n}`).join('\n')}
	requests chan *Request
	missed   int
}

func (r *Request) reply(text string) error {
	_, err := fmt.Fprintln(r.out, text)
	return err
}

func (s *Service) miss(request *Request) error {
	s.missed++
	return fmt.Errorf("no %s", request.Key)
}

// Serve handles requests until there are no more.
func (s *Service) Serve(handler Handler) {
	for request := range s.requests { //@ Service.serve.range of (*Service).Serve
		if err := handler.Handle(request); err != nil { //@ Service.serve.handle of (*Service).Serve
			fmt.Println(err)
		}
	}
}

func (s *Service) Flush(every time.Duration) {
	for range time.Tick(every) {
${stores.map((n) => `\t\ts.store${n}.Sync() //@ Service.flush${n} of (*Service).Flush`).join('\n')}
	}
}

func (s *Service) Handle(request *Request) error {
	switch request.Kind {
${cases.map((each) => `\tcase "${each}":\n\t\treturn s.on${each.charAt(0).toUpperCase()}${each.slice(1)}(request) //@ Service.handle.${each} of (*Service).Handle`).join('\n')}
	default:
		return fmt.Errorf("%s is not known", request.Kind)
	}
}
${methods.join('')}`;
}

/** Code without waits, like that of most files. */
export function plainFile(pkg: string, number: number): string {
  const M = `Model${number}`;
  const fields = Array.from(
    { length: 8 },
    (_, n) => `\tField${n} ${['string', 'int', '[]byte', 'float64'][n % 4]!}`,
  );
  const methods = Array.from(
    { length: 8 },
    (_, n) => `
func (m *${M}) Compute${n}(input []int, limit int) (int, error) {
	if len(input) > limit {
		return 0, fmt.Errorf("too many: %d", len(input))
	}
	total := 0
	for i, value := range input {
		if value%${n + 2} == 0 {
			total += m.weight(value) * i
			continue
		}
		switch {
		case value > limit:
			total -= value
		case value < 0:
			return total, strings.NewReader(m.Field0).UnreadByte()
		default:
			total++
		}
	}
	return total, nil
}
`,
  );
  return `package ${pkg}

import (
	"fmt"
	"strings"
)

// ${M} is a record.
type ${M} struct {
${fields.join('\n')}
}

func New${M}(name string) *${M} {
	return &${M}{Field0: strings.TrimSpace(name)}
}

func (m *${M}) weight(value int) int { return value + m.Field1 }

func (m *${M}) String() string {
	return fmt.Sprintf("%s/%d", m.Field0, m.Field1)
}
${methods.join('')}`;
}
