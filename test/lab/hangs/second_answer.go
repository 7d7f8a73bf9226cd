package main

import "errors"

// The server answers a bad request twice.

// truth: noCounterpart
func init() { register("second-answer", answerTwice, answerOnceEach) }

type kvRequest struct {
	key    string
	answer chan kvAnswer
}

type kvAnswer struct {
	value string
	err   error
}

func (r *kvRequest) respond(a kvAnswer) {
	r.answer <- a // truth: server waits send r.answer
}

// kvServer has its data for itself.
type kvServer struct {
	requests chan *kvRequest
	data     map[string]string
	strict   bool
}

var errNoKey = errors.New("no such key")

func startKVServer(strict bool) *kvServer {
	s := &kvServer{requests: make(chan *kvRequest), data: map[string]string{"a": "1"}, strict: strict}
	go s.serve()
	return s
}

func (s *kvServer) serve() {
	for request := range s.requests {
		value, ok := s.data[request.key]
		if !ok {
			request.respond(kvAnswer{err: errNoKey})
			if s.strict {
				continue
			}
		}
		request.respond(kvAnswer{value: value})
	}
}

func (s *kvServer) get(key string) (string, error) {
	request := &kvRequest{key: key, answer: make(chan kvAnswer)}
	s.requests <- request // truth: client×3 waits send s.requests
	answer := <-request.answer
	return answer.value, answer.err
}

func answerTwice(s *stage) {
	server := startKVServer(false)
	_, _ = server.get("a")
	_, _ = server.get("b")
	s.await(1, "chan send", "(*kvServer).serve")
	for range 3 {
		go server.get("a")
	}
	s.await(3, "chan send", "(*kvServer).get")
}

func answerOnceEach(s *stage) {
	server := startKVServer(true)
	_, _ = server.get("a")
	_, _ = server.get("b")
	go atEachVisit(func() { _, _ = server.get("a") })
	s.await(1, "chan receive", "(*kvServer).serve")
	s.await(1, "IO wait", "atEachVisit")
}
