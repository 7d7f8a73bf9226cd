package main

import (
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// A client without a time-out waits with a lock for a handler that does not answer.

// truth: lockHeld
func init() { register("slow-http", refreshToken, keepAlive) }

type tokenSource struct {
	client *http.Client
	url    string

	mu    sync.Mutex
	token string
}

func (t *tokenSource) get() string {
	t.mu.Lock() // truth: refresher holds t.mu; user×8 waits mutex t.mu
	defer t.mu.Unlock()
	if t.token == "" {
		t.token = t.fetch()
	}
	return t.token
}

func (t *tokenSource) fetch() string {
	response, err := t.client.Get(t.url) // truth: refresher waits *
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return string(body)
}

// serve answers /fast, and holds back everything else until the client leaves.
func serve() *tokenSource {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/fast", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "token")
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	})
	go http.Serve(listener, mux)
	return &tokenSource{client: &http.Client{}, url: "http://" + listener.Addr().String()}
}

func refreshToken(s *stage) {
	t := serve()
	t.url += "/slow"
	go t.get()
	s.await(1, "chan receive", "serve.func2")
	for range 8 {
		go t.get()
	}
	s.await(8, "sync.Mutex.Lock", "(*tokenSource).get")
}

// keepAlive leaves idle connections, their loops on both sides, and an accept loop.
func keepAlive(*stage) {
	t := serve()
	t.url += "/fast"
	t.get()
	for range 3 {
		t.client = &http.Client{Transport: &http.Transport{}}
		t.fetch()
	}
}
