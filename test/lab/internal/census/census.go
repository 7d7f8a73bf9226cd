// Package census lets a lab program wait until its goroutines stand where a
// dump is to find them, instead of sleeping and hoping.
package census

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// Await returns as soon as at least want goroutines wait in the given state
// (the text in a dump's brackets, such as "chan send") with the given function
// (with its package path) on their stack.
func Await(ctx context.Context, want int, state, function string) error {
	for {
		have := count(state, function)
		if have >= want {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d of %d goroutines in %s [%s]: %w", have, want, function, state, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func count(state, function string) int {
	n := 0
	for _, goroutine := range strings.Split(stacks(), "\n\n") {
		_, rest, _ := strings.Cut(goroutine, " [")
		if strings.HasPrefix(rest, state) && strings.Contains(rest, "\n"+function+"(") {
			n++
		}
	}
	return n
}

func stacks() string {
	buf := make([]byte, 1<<20)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			return string(buf[:n])
		}
		buf = make([]byte, 2*len(buf))
	}
}
