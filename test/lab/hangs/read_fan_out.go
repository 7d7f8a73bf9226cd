package main

import "sync"

// truth: deadlock
func init() { register("read-fan-out", exportWhileRenaming, exportWithoutLock) }

type catalogue struct {
	mu     sync.RWMutex
	titles map[int]string
	disk   *latency
}

// export reads the parts of the catalogue at the same time.
func (c *catalogue) export(parts int) {
	c.mu.RLock() // truth: exporter holds c.mu for reading
	defer c.mu.RUnlock()
	c.disk.wait()
	var readers sync.WaitGroup
	for part := range parts {
		readers.Add(1)
		go func() {
			defer readers.Done()
			c.exportPart(part)
		}()
	}
	readers.Wait() // truth: exporter waits waitGroup readers
}

func (c *catalogue) exportPart(part int) string {
	c.mu.RLock() // truth: part×4 waits rlock c.mu
	defer c.mu.RUnlock()
	work()
	return c.titles[part]
}

func (c *catalogue) rename(id int, title string) {
	c.mu.Lock() // truth: writer waits lockPending c.mu
	defer c.mu.Unlock()
	c.titles[id] = title
}

func exportWhileRenaming(s *stage) {
	c := &catalogue{titles: map[int]string{}, disk: newLatency()}
	go c.export(4)
	s.await(1, "chan receive", "(*catalogue).export")
	go c.rename(7, "The Sea")
	s.await(1, "sync.RWMutex.Lock", "(*catalogue).rename")
	close(c.disk.over)
	s.await(4, "sync.RWMutex.RLock", "(*catalogue).exportPart")
	s.await(1, "sync.WaitGroup.Wait", "(*catalogue).export")
}

// exportWithoutLock has no lock while it waits for the readers, among writers that come and go.
func exportWithoutLock(s *stage) {
	c := &catalogue{titles: map[int]string{}}
	go func() {
		for {
			var readers sync.WaitGroup
			for part := range 4 {
				readers.Add(1)
				go func() {
					defer readers.Done()
					c.exportPart(part)
				}()
			}
			readers.Wait()
		}
	}()
	go func() {
		for {
			c.rename(7, "The Sea")
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "exportWithoutLock.func1")
}
