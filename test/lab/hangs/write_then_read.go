package main

import "sync"

// truth: deadlock
func init() { register("write-then-read", routeAndScale, routeAndScaleWell) }

type routeTable struct {
	mu     sync.RWMutex
	routes map[string]string
	scale  *autoscaler
}

type autoscaler struct {
	lock   sync.RWMutex
	nodes  int
	routes *routeTable
}

// route reads the table, then the number of nodes.
func (t *routeTable) route(path string, net *latency) string {
	t.mu.RLock() // truth: router holds t.mu for reading
	defer t.mu.RUnlock()
	net.wait()
	if t.scale.size() == 0 {
		return ""
	}
	return t.routes[path]
}

func (a *autoscaler) size() int {
	a.lock.RLock() // truth: router waits rlock a.lock
	defer a.lock.RUnlock()
	return a.nodes
}

// add changes the number of nodes, then the table.
func (a *autoscaler) add(net *latency) {
	a.lock.Lock() // truth: scaler holds a.lock
	defer a.lock.Unlock()
	net.wait()
	a.nodes++
	a.routes.set("/", "node")
}

func (t *routeTable) set(path, node string) {
	t.mu.Lock() // truth: scaler waits lockPending t.mu
	defer t.mu.Unlock()
	work()
	t.routes[path] = node
}

func newRouteTable() (*routeTable, *autoscaler) {
	t := &routeTable{routes: map[string]string{}}
	t.scale = &autoscaler{routes: t}
	return t, t.scale
}

func routeAndScale(s *stage) {
	t, a := newRouteTable()
	net := newLatency()
	go t.route("/", net)
	go a.add(net)
	net.end(s, 2)
	s.await(1, "sync.RWMutex.Lock", "(*autoscaler).add")
	s.await(1, "sync.RWMutex.RLock", "(*routeTable).route")
}

// routeAndScaleWell has readers that come and go, and one writer at a time.
func routeAndScaleWell(s *stage) {
	t, a := newRouteTable()
	for range 4 {
		go func() {
			for {
				a.size()
				t.set("/", "node")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*routeTable).set")
}
