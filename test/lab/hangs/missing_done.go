package main

import (
	"errors"
	"sync"
)

// truth: noCounterpart
func init() { register("missing-done", uploadWithError, uploadWell) }

type uploader struct {
	wg     sync.WaitGroup
	failed int
}

var errTooLarge = errors.New("too large")

func (u *uploader) check(size int) error {
	if size > 100 {
		return errTooLarge
	}
	return nil
}

// upload says that it is done, except when it fails.
func (u *uploader) upload(size int) {
	if err := u.check(size); err != nil {
		u.failed++
		return
	}
	work()
	u.wg.Done()
}

func (u *uploader) uploadAll(sizes ...int) {
	for _, size := range sizes {
		u.wg.Add(1)
		go u.upload(size)
	}
	u.wg.Wait() // truth: waiter waits waitGroup u.wg
}

func (u *uploader) uploadDeferred(size int) {
	defer u.wg.Done()
	if u.check(size) != nil {
		return
	}
	work()
}

func (u *uploader) uploadAgainAndAgain(sizes ...int) {
	for {
		for _, size := range sizes {
			u.wg.Add(1)
			go u.uploadDeferred(size)
		}
		u.wg.Wait()
	}
}

func uploadWithError(s *stage) {
	u := &uploader{}
	go u.uploadAll(10, 200, 30)
	s.await(1, "sync.WaitGroup.Wait", "(*uploader).uploadAll")
}

func uploadWell(s *stage) {
	u := &uploader{}
	go u.uploadAgainAndAgain(10, 200, 30)
	s.await(1, "sync.WaitGroup.Wait", "(*uploader).uploadAgainAndAgain")
}
