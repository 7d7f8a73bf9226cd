package main

import (
	"errors"
	"sync"
	"sync/atomic"
)

// truth: noCounterpart
func init() { register("kept-generation", keepOnError, giveBackOnError) }

var errNoLimit = errors.New("no limit")

type limitConfig struct{ version, limit int }

// configGeneration is a configuration and those who use it.
type configGeneration struct {
	config limitConfig
	users  sync.WaitGroup
}

// configHolder has the current configuration.
type configHolder struct {
	current atomic.Pointer[configGeneration]
	reloads chan limitConfig
	mu      sync.Mutex
}

func newConfigHolder(c limitConfig) *configHolder {
	h := &configHolder{reloads: make(chan limitConfig)}
	h.current.Store(&configGeneration{config: c})
	return h
}

// acquire returns the configuration, and a function to give it back.
func (h *configHolder) acquire() (limitConfig, func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.current.Load()
	g.users.Add(1)
	var once sync.Once
	return g.config, func() { once.Do(g.users.Done) }
}

func (h *configHolder) run() {
	for c := range h.reloads {
		h.swap(c)
	}
}

func (h *configHolder) swap(c limitConfig) {
	h.mu.Lock()
	old := h.current.Swap(&configGeneration{config: c})
	h.mu.Unlock()
	old.users.Wait() // truth: reloader waits waitGroup old.users
}

type limitHandler struct {
	holder *configHolder
	check  func(limit int) error
}

func (l *limitHandler) handle() error {
	c, release := l.holder.acquire()
	if err := l.check(c.limit); err != nil {
		return err
	}
	defer release()
	work()
	return nil
}

func (l *limitHandler) handleDeferred() error {
	c, release := l.holder.acquire()
	defer release()
	work()
	return l.check(c.limit)
}

func checkLimit(limit int) error {
	if limit == 0 {
		return errNoLimit
	}
	return nil
}

func keepOnError(s *stage) {
	h := newConfigHolder(limitConfig{version: 1})
	go h.run()
	_ = (&limitHandler{h, checkLimit}).handle()
	h.reloads <- limitConfig{2, 10}
	s.await(1, "sync.WaitGroup.Wait", "(*configHolder).swap")
}

func giveBackOnError(s *stage) {
	h := newConfigHolder(limitConfig{version: 1})
	go h.run()
	l := &limitHandler{h, checkLimit}
	for range 3 {
		go func() {
			for {
				_ = l.handleDeferred()
			}
		}()
	}
	go func() {
		for version := 2; ; version++ {
			h.reloads <- limitConfig{version, version % 2}
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "(*configHolder).swap")
}
