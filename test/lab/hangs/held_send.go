package main

import "sync"

// truth: deadlock
func init() { register("held-send", chatWithLock, chatWithSlowReader) }

type chatRoom struct {
	mu      sync.Mutex
	members map[string]bool
	posts   chan string
}

func (r *chatRoom) post(text string) {
	r.mu.Lock() // truth: poster holds r.mu
	defer r.mu.Unlock()
	r.posts <- text // truth: poster waits send r.posts
}

// fanOut passes each post to all members.
func (r *chatRoom) fanOut() {
	for text := range r.posts {
		r.mu.Lock() // truth: fan waits mutex r.mu
		for member := range r.members {
			_ = member + text
		}
		r.mu.Unlock()
	}
}

// archive needs no lock.
func (r *chatRoom) archive() {
	size := 0
	for text := range r.posts {
		size += len(text)
		work()
	}
}

func chatWithLock(s *stage) {
	r := &chatRoom{members: map[string]bool{"ada": true}, posts: make(chan string)}
	r.mu.Lock()
	go r.fanOut()
	s.await(1, "chan receive", "(*chatRoom).fanOut")
	r.posts <- "hello"
	s.await(1, "sync.Mutex.Lock", "(*chatRoom).fanOut")
	for range 3 {
		go r.post("hello")
	}
	s.await(3, "sync.Mutex.Lock", "(*chatRoom).post")
	r.mu.Unlock()
	s.await(1, "chan send", "(*chatRoom).post")
	s.await(1, "sync.Mutex.Lock", "(*chatRoom).fanOut")
}

func chatWithSlowReader(s *stage) {
	r := &chatRoom{members: map[string]bool{"ada": true}, posts: make(chan string)}
	go r.archive()
	for range 3 {
		go func() {
			for {
				r.post("hello")
			}
		}()
	}
	s.await(1, "chan send", "(*chatRoom).post")
}
