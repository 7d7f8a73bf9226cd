// Command fail ends in the way its argument names, so that what the runtime
// prints can be seen.
package main

import (
	"fmt"
	"log"
	"os"
	"runtime"
	"sync"
)

var endings = map[string]func(){
	"recovered": recovered,
	"repanic":   repanic,
	"nil":       func() { println(new(account).owner.name) },
	"deadlock":  deadlock,
	"stack":     stack,
}

func main() {
	if len(os.Args) != 2 || endings[os.Args[1]] == nil {
		log.Fatal("usage: fail recovered|repanic|nil|deadlock|stack")
	}
	endings[os.Args[1]]()
}

type account struct {
	owner *struct{ name string }
}

// recovered panics anew, with another value, while it handles a panic.
func recovered() {
	defer func() {
		panic(fmt.Errorf("order 17: %v", recover()))
	}()
	panic("out of stock\nsee the warehouse's log")
}

// repanic passes a panic on after a look at it.
func repanic() {
	defer func() {
		panic(recover())
	}()
	panic("out of stock")
}

// deadlock leaves nobody who could go on.
func deadlock() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
		}()
	}
	wg.Wait()
}

// stack prints the calling goroutine's stack alone.
func stack() {
	buf := make([]byte, 4096)
	n := runtime.Stack(buf, false)
	os.Stderr.Write(buf[:n])
}
