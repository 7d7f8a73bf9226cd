package main

import "sync"

// The locks are parameters: who passes them decides about the order.

// truth: deadlock
func init() { register("passed-lock", swapPictures, swapPicturesWell) }

type gallery struct {
	leftMu, rightMu sync.Mutex
	left, right     []string
	swaps           int
}

func withBoth(first, second sync.Locker, disk *latency, do func()) {
	first.Lock()
	defer first.Unlock()
	disk.wait()
	second.Lock() // truth: swapper×2 waits mutex
	defer second.Unlock()
	do()
}

func (g *gallery) swap(disk *latency) {
	withBoth(&g.leftMu, &g.rightMu, disk, func() { g.left, g.right = g.right, g.left })
}

func (g *gallery) swapBack(disk *latency) {
	withBoth(&g.rightMu, &g.leftMu, disk, func() { g.right, g.left = g.left, g.right })
}

func (g *gallery) swapAgain(disk *latency) {
	withBoth(&g.leftMu, &g.rightMu, disk, func() {
		work()
		g.swaps++
	})
}

func swapPictures(s *stage) {
	g := &gallery{}
	disk := newLatency()
	go g.swap(disk)
	go g.swapBack(disk)
	disk.end(s, 2)
	s.await(2, "sync.Mutex.Lock", "withBoth")
}

func swapPicturesWell(s *stage) {
	g := &gallery{}
	fast := newLatency()
	close(fast.over)
	for range 4 {
		go func() {
			for {
				g.swapAgain(fast)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "withBoth")
}
