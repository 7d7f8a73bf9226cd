// Command healthy runs a healthy server and waits to be dumped, as command hangs does: see there for what it is told by its
// standard input.
//
//	healthy -list
//	healthy web-server
//	healthy -busy web-server
//
// Nothing in these programs hangs, however long the parts of an idle one wait, and however many goroutines of a busy one wait
// for the same lock at a time.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"
)

// server starts its goroutines, and those of its clients, and returns. Clients of a busy one never pause for long.
type server func(busy bool)

var servers = map[string]server{}

func register(name string, start server) {
	servers[name] = start
}

func main() {
	list := flag.Bool("list", false, "list the servers")
	busy := flag.Bool("busy", false, "run it under load")
	flag.Parse()
	if *list {
		names := make([]string, 0, len(servers))
		for name := range servers {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Println(name)
		}
		return
	}
	start, ok := servers[flag.Arg(0)]
	if !ok {
		log.Fatalf("there is no server %q: see -list", flag.Arg(0))
	}
	start(*busy)
	time.Sleep(200 * time.Millisecond)
	serveDumps()
}

// serveDumps does what standard input says.
func serveDumps() {
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		switch lines.Text() {
		case "dump":
			if err := pprof.Lookup("goroutine").WriteTo(os.Stdout, 2); err != nil {
				log.Fatal(err)
			}
		case "collect":
			runtime.GC()
		}
		fmt.Println("\nready")
	}
}

// pause is what a client does between two requests: nothing for a millisecond or, if the server is idle, for a day.
func pause(busy bool) {
	if busy {
		time.Sleep(time.Millisecond)
		return
	}
	time.Sleep(24 * time.Hour)
}

// work takes about a millisecond.
func work() {
	time.Sleep(time.Millisecond)
}
