package main

import (
	"errors"
	"sync"
	"time"
)

// truth: lockHeld
func init() { register("held-sleep", retryWithLock, retryWithoutLock) }

type mailer struct {
	pause time.Duration

	mu   sync.Mutex
	sent int
}

var errMailServerDown = errors.New("mail server is down")

func (m *mailer) deliver(string) error { return errMailServerDown }

func (m *mailer) send(mail string) {
	m.mu.Lock() // truth: sender holds m.mu; queue×5 waits mutex m.mu
	defer m.mu.Unlock()
	for m.deliver(mail) != nil {
		time.Sleep(m.pause) // truth: sender waits sleep
	}
	m.sent++
}

// sendPatiently pauses without the lock.
func (m *mailer) sendPatiently(mail string) {
	for {
		m.mu.Lock()
		err := m.deliver(mail)
		if err == nil {
			m.sent++
		}
		m.mu.Unlock()
		if err == nil {
			return
		}
		time.Sleep(m.pause)
	}
}

func retryWithLock(s *stage) {
	m := &mailer{pause: 24 * time.Hour}
	go m.send("hello")
	s.await(1, "sleep", "(*mailer).send")
	for range 5 {
		go m.send("me too")
	}
	s.await(5, "sync.Mutex.Lock", "(*mailer).send")
}

func retryWithoutLock(s *stage) {
	m := &mailer{pause: 24 * time.Hour}
	for range 5 {
		go m.sendPatiently("hello")
	}
	s.await(5, "sleep", "(*mailer).sendPatiently")
}
