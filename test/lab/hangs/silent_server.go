package main

import (
	"errors"
	"sync"
)

// truth: noCounterpart
func init() { register("silent-server", runUntilSilence, runUntilError) }

var errAddressInUse = errors.New("address in use")
var errShutDown = errors.New("shut down")

type frontend interface {
	listenAndServe() error
	shutdown()
}

type tcpFrontend struct {
	once sync.Once
	stop chan struct{}
}

func (t *tcpFrontend) listenAndServe() error {
	<-t.stop
	return errShutDown
}

func (t *tcpFrontend) shutdown() { t.once.Do(func() { close(t.stop) }) }

func newTCPFrontend() *tcpFrontend { return &tcpFrontend{stop: make(chan struct{})} }

// serviceMain runs the parts of a service until one of them fails.
type serviceMain struct {
	parts    []frontend
	failures chan error
	signals  chan string
}

func (m *serviceMain) run() error {
	for _, part := range m.parts {
		go func() {
			if err := part.listenAndServe(); !errors.Is(err, errShutDown) {
				m.failures <- err
			}
		}()
	}
	select { // truth: service waits select|receive m.failures | m.signals
	case err := <-m.failures:
		return err
	case <-m.signals:
		m.stopAll()
		return nil
	}
}

func (m *serviceMain) runWell() error {
	var running sync.WaitGroup
	for _, part := range m.parts {
		running.Add(1)
		go func() {
			defer running.Done()
			m.failures <- part.listenAndServe()
		}()
	}
	defer running.Wait()
	err := <-m.failures
	m.stopAll()
	for range len(m.parts) - 1 {
		<-m.failures
	}
	return err
}

func (m *serviceMain) stopAll() {
	for _, part := range m.parts {
		part.shutdown()
	}
}

func newServiceMain(parts ...frontend) *serviceMain {
	return &serviceMain{parts, make(chan error), make(chan string)}
}

func runUntilSilence(s *stage) {
	m := newServiceMain(newTCPFrontend(), newTCPFrontend())
	go func() { _ = m.run() }()
	s.await(2, "chan receive", "(*tcpFrontend).listenAndServe")
	go m.stopAll()
	s.await(0, "chan receive", "(*tcpFrontend).listenAndServe")
	s.await(1, "select", "(*serviceMain).run")
}

func runUntilError(s *stage) {
	for range 3 {
		go func() {
			for {
				m := newServiceMain(newTCPFrontend(), newTCPFrontend())
				go func() {
					work()
					m.stopAll()
				}()
				_ = m.runWell()
			}
		}()
	}
	work()
}
