package main

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

var locks = []exhibit{
	{"sync.Mutex.Lock", "main.lockTwice", lockTwice},
	{"sync.RWMutex.Lock", "main.lockWhileRead", lockWhileRead},
	{"sync.RWMutex.RLock", "main.readWhileLocked", readWhileLocked},
	{"sync.Cond.Wait", "main.waitForSignal", waitForSignal},
	{"sync.WaitGroup.Wait", "main.waitForGroup", waitForGroup},
	{"sync.WaitGroup.Wait", "golang.org/x/sync/errgroup.(*Group).Wait", waitForErrgroup},
	{"sync.Mutex.Lock", "main.(*cache).refresh", new(cache).fill},
}

func lockTwice() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock()
}

func lockWhileRead() {
	var mu sync.RWMutex
	mu.RLock()
	mu.Lock()
}

func readWhileLocked() {
	var mu sync.RWMutex
	mu.Lock()
	mu.RLock()
}

func waitForSignal() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	mu.Lock()
	cond.Wait()
}

func waitForGroup() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
}

func waitForErrgroup() {
	var group errgroup.Group
	group.SetLimit(2)
	group.Go(func() error {
		<-make(chan int)
		return nil
	})
	_ = group.Wait()
}

// cache locks itself out: fill holds the lock that refresh wants.
type cache struct {
	sync.Mutex
	entries map[string]string
}

func (c *cache) fill() {
	c.Lock()
	defer c.Unlock()
	c.refresh("first", "second", "third")
}

func (c *cache) refresh(keys ...string) {
	c.Lock()
	defer c.Unlock()
	for _, key := range keys {
		c.entries[key] = key
	}
}
