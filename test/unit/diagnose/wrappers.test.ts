import assert from 'node:assert/strict';
import { found, verdicts } from './parties';
import { heldHere } from './program';

const mutex = `type Mutex struct { mu sync.Mutex; holder string }
func (m *Mutex) Lock() {
	m.mu.Lock() // reader mutex; loader mutex
	m.holder = "?"
}
func (m *Mutex) Unlock() {
	m.holder = ""
	m.mu.Unlock()
}
type store struct { mu Mutex }
func (s *store) save() {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(1) // saver sleep
}
func (s *store) load() {
	s.mu.Lock() // loader caller
	s.mu.Unlock()
}
type index struct { mu Mutex }
func (x *index) read() {
	x.mu.Lock() // reader caller
	x.mu.Unlock()
}
`;

describe('A lock of the program’s own around one of package sync', () => {
  it('is another one in another struct', async () => {
    assert.deepEqual(await found(mutex), [
      'likely lockHeld: saver ?, + loader',
      'possible lostUnlock: reader x.mu',
    ]);
  });

  it('is named as its users do', async () => {
    assert.match(
      (await verdicts(mutex)).join('\n'),
      /^One goroutine in x\.\(\*store\)\.save holds s\.mu since line \d+, .*\n.* waits to lock x\.mu, /,
    );
  });

  it('is held where its users say', async () => {
    const code = `type Mutex struct { *sync.RWMutex; name string }
func (m Mutex) Lock() { m.RWMutex.Lock() }
func (m Mutex) Unlock() { m.RWMutex.Unlock() }
type hub struct { mu Mutex }
func (h *hub) run() {
	h.mu.Lock()
	println() // here
}`;
    assert.deepEqual(await heldHere(code), ['h.mu write']);
  });
});

describe('No lost unlock', () => {
  it('is found if a test is given the Unlock to call at its end', async () => {
    const code = `var mu sync.Mutex
func use(t *testing.T, isShort bool) {
	if isShort { return }
	mu.Lock()
	t.Cleanup(mu.Unlock)
}
func wait() {
	mu.Lock() // waiter mutex
	mu.Unlock()
}`;
    assert.deepEqual(
      (await found(code)).filter((each) => !each.startsWith('possible')),
      [],
    );
  });
});

describe('A copy of a struct has another lock:', () => {
  const store = 'type store struct { mu sync.Mutex; all []store; one store }\n';
  for (const [title, code] of [
    ['a receiver', 'func (s store) run() {\n\ts.mu.Lock()\n\tprintln() // here\n}'],
    ['a parameter', 'func run(s store) {\n\ts.mu.Lock()\n\tprintln() // here\n}'],
    [
      'an element of a range',
      'func (s *store) run() {\n\tfor _, each := range s.all {\n\t\teach.mu.Lock()\n\t\tprintln() // here\n\t}\n}',
    ],
    [
      'a variable that is set to a field',
      'func (s *store) run() {\n\tone := s.one\n\tone.mu.Lock()\n\tprintln() // here\n}',
    ],
  ] as const) {
    it(title, async () => {
      assert.deepEqual(await heldHere(store + code), []);
    });
  }

  it('not of its address', async () => {
    const code = 'func (s *store) run() {\n\tone := &s.one\n\tone.mu.Lock()\n\tprintln() // here\n}';
    assert.deepEqual(await heldHere(store + code), ['one.mu write']);
  });

  it('not of a pointer to what a literal has made', async () => {
    const code = 'func run() {\n\ts := &store{}\n\tone := s\n\tone.mu.Lock()\n\tprintln() // here\n}';
    assert.deepEqual(await heldHere(store + code), ['one.mu write']);
  });
});
