package main

import "sync"

// truth: lostUnlock
func init() { register("lost-read", lookUpUnknown, lookUpKnown) }

type dnsZone struct {
	mu      sync.RWMutex
	records map[string]string
}

func (z *dnsZone) lookUp(host string) (string, bool) {
	z.mu.RLock() // truth: client×4 waits rlock z.mu
	address, ok := z.records[host]
	if !ok {
		return "", false
	}
	work()
	z.mu.RUnlock()
	return address, true
}

func (z *dnsZone) set(host, address string) {
	z.mu.Lock() // truth: admin waits lockPending z.mu
	defer z.mu.Unlock()
	z.records[host] = address
}

func lookUpUnknown(s *stage) {
	z := &dnsZone{records: map[string]string{"go.dev": "192.0.2.1"}}
	z.lookUp("example.org")
	go z.set("go.dev", "192.0.2.2")
	s.await(1, "sync.RWMutex.Lock", "(*dnsZone).set")
	for range 4 {
		go z.lookUp("go.dev")
	}
	s.await(4, "sync.RWMutex.RLock", "(*dnsZone).lookUp")
}

func lookUpKnown(s *stage) {
	z := &dnsZone{records: map[string]string{"go.dev": "192.0.2.1"}}
	for range 4 {
		go func() {
			for {
				z.lookUp("go.dev")
			}
		}()
	}
	go func() {
		for {
			z.set("go.dev", "192.0.2.2")
		}
	}()
	s.await(1, "sync.RWMutex.Lock", "(*dnsZone).set")
}
