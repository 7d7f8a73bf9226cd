package main

import "sync"

// truth: deadlock
func init() { register("done-callback", evictTenants, evictTenantsWell) }

type asyncRunner struct {
	tasks chan asyncTask
}

type asyncTask struct {
	run    func() error
	onDone func(error)
}

func newAsyncRunner(workers int) *asyncRunner {
	r := &asyncRunner{make(chan asyncTask, 8)}
	for range workers {
		go r.serve()
	}
	return r
}

func (r *asyncRunner) serve() {
	for task := range r.tasks {
		task.onDone(task.run())
	}
}

type tenantManager struct {
	runner *asyncRunner

	lk      sync.Mutex
	tenants map[string]*tenantState
	errs    []error
}

type tenantState struct {
	name     string
	finished sync.WaitGroup
}

func (t *tenantState) flush() error {
	work()
	return nil
}

// note is called by the runner.
func (m *tenantManager) note(err error) {
	m.lk.Lock() // truth: runner waits mutex m.lk
	defer m.lk.Unlock()
	if err != nil {
		m.errs = append(m.errs, err)
	}
}

// evict waits with the lock that note needs before the tenant is finished.
func (m *tenantManager) evict(name string) {
	m.lk.Lock() // truth: evictor holds m.lk
	defer m.lk.Unlock()
	t := m.tenants[name]
	t.finished.Add(1)
	m.runner.tasks <- asyncTask{
		run: t.flush,
		onDone: func(err error) {
			m.note(err)
			t.finished.Done()
		},
	}
	t.finished.Wait() // truth: evictor waits waitGroup t.finished
	delete(m.tenants, name)
}

func (m *tenantManager) evictWell(name string) {
	m.lk.Lock()
	t := m.tenants[name]
	t.finished.Add(1)
	m.lk.Unlock()
	m.runner.tasks <- asyncTask{
		run: t.flush,
		onDone: func(err error) {
			m.note(err)
			t.finished.Done()
		},
	}
	t.finished.Wait()
}

func newTenantManager() *tenantManager {
	return &tenantManager{
		runner:  newAsyncRunner(1),
		tenants: map[string]*tenantState{"a": {name: "a"}, "b": {name: "b"}},
	}
}

func evictTenants(s *stage) {
	m := newTenantManager()
	go m.evict("a")
	s.await(1, "sync.WaitGroup.Wait", "(*tenantManager).evict")
	s.await(1, "sync.Mutex.Lock", "(*asyncRunner).serve")
}

func evictTenantsWell(s *stage) {
	m := newTenantManager()
	for name := range m.tenants {
		go func() {
			for {
				m.evictWell(name)
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*tenantManager).evictWell")
}
