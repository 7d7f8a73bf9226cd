package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

// truth: noCounterpart
func init() { register("late-reply", replyWithoutRoom, replyWithRoom) }

type renderJob struct {
	id     int
	result chan string
}

// renderService answers requests by workers.
type renderService struct {
	jobs   chan *renderJob
	render func(id int) (string, error)
	room   int
	wait   time.Duration
}

var errNoTemplate = errors.New("no template")

func (s *renderService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), s.wait)
	defer cancel()
	j := &renderJob{len(r.URL.Path), make(chan string, s.room)}
	select {
	case s.jobs <- j:
	case <-ctx.Done():
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	select {
	case text := <-j.result:
		fmt.Fprintln(w, text)
	case <-ctx.Done():
		http.Error(w, "too slow", http.StatusGatewayTimeout)
	}
}

func (s *renderService) work() {
	for j := range s.jobs {
		text, err := s.render(j.id)
		if err != nil {
			text = err.Error()
		}
		j.result <- text // truth: worker waits send j.result
	}
}

func newRenderService(room int, wait time.Duration, render func(int) (string, error)) *renderService {
	s := &renderService{make(chan *renderJob), render, room, wait}
	go s.work()
	return s
}

func request(h http.Handler) {
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/render", http.NoBody))
}

func replyWithoutRoom(s *stage) {
	disk := newLatency()
	h := newRenderService(0, time.Millisecond, func(int) (string, error) {
		disk.wait()
		return "", errNoTemplate
	})
	request(h)
	disk.end(s, 1)
	s.await(1, "chan send", "(*renderService).work")
}

func replyWithRoom(s *stage) {
	h := newRenderService(1, time.Millisecond, func(int) (string, error) {
		work()
		return "page", nil
	})
	for range 3 {
		go func() {
			for {
				request(h)
			}
		}()
	}
	s.await(1, "select", "(*renderService).ServeHTTP")
}
