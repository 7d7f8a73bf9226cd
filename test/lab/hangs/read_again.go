package main

import "sync"

// truth: deadlock|selfDeadlock
func init() { register("read-again", renderWhileReloading, renderUndisturbed) }

type siteConfig struct {
	mu     sync.RWMutex
	values map[string]string
	theme  *latency
}

func (c *siteConfig) get(key string) string {
	c.mu.RLock() // truth: renderer waits rlock c.mu
	defer c.mu.RUnlock()
	return c.values[key]
}

func (c *siteConfig) render() string {
	c.mu.RLock() // truth: renderer holds c.mu for reading
	defer c.mu.RUnlock()
	c.theme.wait()
	return "<title>" + c.get("title") + "</title>"
}

func (c *siteConfig) reload(values map[string]string) {
	c.mu.Lock() // truth: reloader waits lockPending c.mu
	defer c.mu.Unlock()
	c.values = values
}

func renderWhileReloading(s *stage) {
	c := &siteConfig{theme: newLatency()}
	go c.render()
	s.await(1, "chan receive", "(*siteConfig).render")
	go c.reload(map[string]string{"title": "Gophers"})
	s.await(1, "sync.RWMutex.Lock", "(*siteConfig).reload")
	close(c.theme.over)
	s.await(1, "sync.RWMutex.RLock", "(*siteConfig).render")
}

// renderUndisturbed reads again inside a read while no writer is there: others wait for a theme that comes.
func renderUndisturbed(s *stage) {
	c := &siteConfig{theme: newLatency()}
	go func() {
		for {
			c.theme.over <- struct{}{}
			work()
		}
	}()
	for range 3 {
		go func() {
			for {
				c.render()
			}
		}()
	}
	s.await(2, "chan receive", "(*siteConfig).render")
}
