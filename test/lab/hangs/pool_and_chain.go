package main

import "sync"

// truth: deadlock
func init() { register("pool-and-chain", insertBlock, insertBlockWell) }

type chainReader interface {
	currentHeight() int
}

type headListener func(height int)

type blockChain struct {
	chainmu   sync.RWMutex
	height    int
	listeners []headListener
	disk      *latency
}

func (b *blockChain) currentHeight() int {
	b.chainmu.RLock() // truth: adder waits rlock b.chainmu
	defer b.chainmu.RUnlock()
	return b.height
}

func (b *blockChain) insert() {
	b.chainmu.Lock() // truth: inserter holds b.chainmu
	defer b.chainmu.Unlock()
	b.disk.wait()
	b.height++
	b.notify()
}

func (b *blockChain) notify() {
	for _, listen := range b.listeners {
		listen(b.height)
	}
}

// insertWell tells the listeners when the lock is free.
func (b *blockChain) insertWell() {
	b.chainmu.Lock()
	b.height++
	work()
	b.chainmu.Unlock()
	b.notify()
}

type txPool struct {
	chain chainReader

	mu      sync.Mutex
	pending map[string]int
	disk    *latency
}

func newTxPool(chain *blockChain, disk *latency) *txPool {
	p := &txPool{chain: chain, pending: map[string]int{}, disk: disk}
	chain.listeners = append(chain.listeners, p.reset)
	return p
}

func (p *txPool) reset(height int) {
	p.mu.Lock() // truth: inserter waits mutex p.mu
	defer p.mu.Unlock()
	for tx, at := range p.pending {
		if at < height {
			delete(p.pending, tx)
		}
	}
}

func (p *txPool) addLocal(tx string) bool {
	p.mu.Lock() // truth: adder holds p.mu
	defer p.mu.Unlock()
	return p.add(tx)
}

func (p *txPool) add(tx string) bool {
	p.disk.wait()
	if !p.validate(tx) {
		return false
	}
	p.pending[tx] = 1
	return true
}

func (p *txPool) validate(tx string) bool {
	return len(tx) > p.chain.currentHeight()%8
}

func insertBlock(s *stage) {
	disk := newLatency()
	chain := &blockChain{disk: disk}
	pool := newTxPool(chain, disk)
	go chain.insert()
	go pool.addLocal("gopher pays gopher")
	disk.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*blockChain).insert")
	s.await(1, "sync.RWMutex.RLock", "(*txPool).addLocal")
}

func insertBlockWell(s *stage) {
	fast := newLatency()
	close(fast.over)
	chain := &blockChain{disk: fast}
	pool := newTxPool(chain, fast)
	for range 3 {
		go func() {
			for {
				chain.insertWell()
			}
		}()
		go func() {
			for {
				pool.addLocal("gopher pays gopher")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*blockChain).insertWell")
}
