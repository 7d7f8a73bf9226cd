package main

import (
	"sync"
	"time"
)

// truth: deadlock
func init() { register("stop-under-lock", stopSchedulerLocked, stopSchedulerUnlocked) }

type stoppable interface {
	stopAll()
}

// planKeeper runs plans in a goroutine of its own.
type planKeeper struct {
	sync.Mutex
	plans    []func()
	wake     chan struct{}
	finished chan struct{}
	closing  chan struct{}
	disk     *latency
}

func startPlanKeeper(disk *latency) *planKeeper {
	k := &planKeeper{wake: make(chan struct{}, 1), finished: make(chan struct{}), closing: make(chan struct{}), disk: disk}
	go k.loop()
	return k
}

func (k *planKeeper) loop() {
	defer close(k.finished)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		select {
		case <-k.closing:
			return
		case <-k.wake:
		case <-timer.C:
		}
		k.disk.wait()
		k.runOnce()
	}
}

func (k *planKeeper) runOnce() {
	k.Lock() // truth: loop waits mutex k.Mutex
	plans := k.plans
	k.plans = nil
	k.Unlock()
	for _, plan := range plans {
		plan()
	}
}

// stopAll ends the loop and waits for it.
func (k *planKeeper) stopAll() {
	k.Lock() // truth: stopper holds k.Mutex
	defer k.Unlock()
	k.plans = nil
	close(k.closing)
	<-k.finished // truth: stopper waits receive k.finished
}

type gentlePlanKeeper struct{ *planKeeper }

func (k gentlePlanKeeper) stopAll() {
	k.Lock()
	k.plans = nil
	k.Unlock()
	close(k.closing)
	<-k.finished
}

func stopLater(k stoppable) { k.stopAll() }

func stopSchedulerLocked(s *stage) {
	disk := newLatency()
	k := startPlanKeeper(disk)
	k.wake <- struct{}{}
	s.await(1, "chan receive", "(*latency).wait")
	go stopLater(k)
	s.await(1, "chan receive", "stopLater")
	close(disk.over)
	s.await(1, "sync.Mutex.Lock", "(*planKeeper).loop")
}

func stopSchedulerUnlocked(s *stage) {
	disk := newLatency()
	k := startPlanKeeper(disk)
	k.wake <- struct{}{}
	s.await(1, "chan receive", "(*latency).wait")
	go stopLater(gentlePlanKeeper{k})
	s.await(1, "chan receive", "stopLater")
	close(disk.over)
	startPlanKeeper(newLatency())
	s.await(1, "select", "(*planKeeper).loop")
}
