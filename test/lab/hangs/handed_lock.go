package main

import "sync"

// A lock is handed to a goroutine that is to release it, and waits for what does not come.

// truth: noCounterpart|lockHeld, also lockHeld|noCounterpart
func init() { register("handed-lock", backUpInBackground, backUpAndFinish) }

type backupTarget struct {
	acks chan int
}

type backupService struct {
	target *backupTarget

	busy  sync.Mutex
	count int
}

// start returns with the lock, which the goroutine gives back when the target has acknowledged.
func (b *backupService) start() {
	b.busy.Lock() // truth: starter×2 waits mutex b.busy
	b.count++
	go func() {
		defer b.busy.Unlock()
		b.copyAll()
	}()
}

func (b *backupService) copyAll() {
	work()
	<-b.target.acks // truth: copier waits receive b.target.acks
}

func backUpInBackground(s *stage) {
	b := &backupService{target: &backupTarget{make(chan int)}}
	b.start()
	s.await(1, "chan receive", "(*backupService).copyAll")
	for range 2 {
		go b.start()
	}
	s.await(2, "sync.Mutex.Lock", "(*backupService).start")
}

func backUpAndFinish(s *stage) {
	b := &backupService{target: &backupTarget{make(chan int)}}
	for range 2 {
		go func() {
			for {
				b.start()
			}
		}()
	}
	go func() {
		for at := 0; ; at++ {
			b.target.acks <- at
		}
	}()
	s.await(1, "sync.Mutex.Lock", "(*backupService).start")
}
