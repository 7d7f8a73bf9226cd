// Command zoo keeps one goroutine of each kind that a dump can show, says
// "ready" when all of them stand where they belong, and waits to be dumped:
// over HTTP at /debug/pprof/goroutine?debug=2 or with SIGQUIT.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"

	"example.com/lab/internal/census"
)

// exhibit is a function that never returns, and where its goroutine ends up.
type exhibit struct {
	state    string // the text in the dump's brackets
	function string // on the stack, with its package path
	run      func()
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr())
	go func() { log.Fatal(http.Serve(listener, nil)) }()

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, exhibits := range [][]exhibit{channels, locks, shapes, iterators, labelled, system} {
		for _, e := range exhibits {
			go e.run()
			if err := census.Await(ctx, 1, e.state, e.function); err != nil {
				log.Fatal(err)
			}
		}
	}
	fmt.Println("ready")
	select {}
}
