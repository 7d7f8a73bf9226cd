package main

import "sync"

// truth: deadlock
func init() { register("gather-metrics", gatherAndUnregister, gatherCopies) }

type gauge struct {
	name  string
	value int
}

type metricSource interface {
	collect(out chan<- gauge)
}

type metricRegistry struct {
	mu      sync.RWMutex
	sources map[string]metricSource
}

func (r *metricRegistry) add(name string, source metricSource) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sources[name] = source
}

func (r *metricRegistry) remove(name string) {
	r.mu.Lock() // truth: source waits lockPending r.mu
	defer r.mu.Unlock()
	delete(r.sources, name)
}

// gather asks all sources at the same time.
func (r *metricRegistry) gather() []gauge {
	r.mu.RLock() // truth: gatherer holds r.mu for reading
	defer r.mu.RUnlock()
	var sources []metricSource
	for _, source := range r.sources {
		sources = append(sources, source)
	}
	return collectAll(sources)
}

func (r *metricRegistry) gatherWell() []gauge {
	r.mu.RLock()
	var sources []metricSource
	for _, source := range r.sources {
		sources = append(sources, source)
	}
	r.mu.RUnlock()
	return collectAll(sources)
}

func collectAll(sources []metricSource) []gauge {
	out := make(chan gauge)
	var running sync.WaitGroup
	for _, source := range sources {
		running.Add(1)
		go func() {
			defer running.Done()
			source.collect(out)
		}()
	}
	go func() {
		running.Wait() // truth: closer waits waitGroup running
		close(out)
	}()
	var all []gauge
	for g := range out { // truth: gatherer waits receive out
		all = append(all, g)
	}
	return all
}

type queueGauge struct {
	name   string
	length int
}

func (q *queueGauge) collect(out chan<- gauge) { out <- gauge{q.name, q.length} }

// connGauge leaves the registry when its connection is closed.
type connGauge struct {
	registry *metricRegistry
	name     string
	isClosed bool
}

func (c *connGauge) collect(out chan<- gauge) {
	out <- gauge{c.name, 1}
	if c.isClosed {
		c.registry.remove(c.name)
	}
}

func newMetricRegistry() *metricRegistry {
	return &metricRegistry{sources: map[string]metricSource{}}
}

func gatherAndUnregister(s *stage) {
	r := newMetricRegistry()
	r.add("queue", &queueGauge{"queue", 3})
	r.add("conn", &connGauge{r, "conn", true})
	go r.gather()
	s.await(1, "sync.RWMutex.Lock", "(*metricRegistry).remove")
	s.await(1, "chan receive", "(*metricRegistry).gather")
}

func gatherCopies(s *stage) {
	r := newMetricRegistry()
	go func() {
		for {
			r.add("queue", &queueGauge{"queue", 3})
			r.add("conn", &connGauge{r, "conn", true})
			r.gatherWell()
		}
	}()
	work()
}
