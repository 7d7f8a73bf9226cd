package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// An HTTP server whose clients keep their connections: sessions under a lock, an access log that one goroutine writes, and a
// signal that would end it.

func init() { register("web-server", startWebServer) }

type webSession struct {
	user  string
	until time.Time
}

type sessionStore struct {
	mu       sync.RWMutex
	sessions map[string]*webSession
}

func (s *sessionStore) lookup(id string) (*webSession, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	session, ok := s.sessions[id]
	return session, ok
}

func (s *sessionStore) login(id, user string) *webSession {
	s.mu.Lock()
	defer s.mu.Unlock()
	session := &webSession{user, time.Now().Add(time.Hour)}
	s.sessions[id] = session
	return session
}

// expire forgets old sessions now and then.
func (s *sessionStore) expire(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			s.mu.Lock()
			for id, session := range s.sessions {
				if session.until.Before(now) {
					delete(s.sessions, id)
				}
			}
			s.mu.Unlock()
		case <-ctx.Done():
			return
		}
	}
}

// accessLog takes lines from many handlers, and writes them one after the other.
type accessLog struct {
	lines chan string
	out   io.Writer
	done  chan struct{}
}

func newAccessLog(out io.Writer) *accessLog {
	l := &accessLog{lines: make(chan string, 64), out: out, done: make(chan struct{})}
	go l.write()
	return l
}

func (l *accessLog) write() {
	defer close(l.done)
	for line := range l.lines {
		fmt.Fprintln(l.out, line)
	}
}

func (l *accessLog) add(line string) {
	l.lines <- line
}

type webServer struct {
	store  *sessionStore
	access *accessLog
	served atomic.Int64
}

func (s *webServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer s.access.add(r.Method + " " + r.URL.Path)
	s.served.Add(1)
	id := r.URL.Query().Get("session")
	session, ok := s.store.lookup(id)
	if !ok || s.served.Load()%10 == 0 {
		session = s.store.login(id, "user of "+id)
	}
	work()
	fmt.Fprintf(w, "hello, %s\n", session.user)
}

// run serves until a signal comes.
func (s *webServer) run(listener net.Listener) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go s.store.expire(ctx, time.Minute)
	server := &http.Server{Handler: s, IdleTimeout: time.Hour}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		err := server.Shutdown(grace)
		close(s.access.lines)
		<-s.access.done
		return err
	}
}

// browse asks again and again over a connection of its own.
func browse(url, session string, busy bool) {
	client := &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}
	for {
		response, err := client.Get(url + "?session=" + session)
		if err != nil {
			log.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		pause(busy)
	}
}

func startWebServer(busy bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	s := &webServer{
		store:  &sessionStore{sessions: map[string]*webSession{}},
		access: newAccessLog(io.Discard),
	}
	go func() {
		if err := s.run(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Print(err)
		}
	}()
	for n := range 8 {
		go browse("http://"+listener.Addr().String()+"/", fmt.Sprint(n), busy)
	}
}
