//go:build go1.23

// Command closures checks the names that Go's linker gives to functions. Each call of is has the name of the function
// that it is in. Run it with `go run -gcflags=-l ./cmd/closures`: inlining makes other names.
package main

import (
	"fmt"
	"iter"
	"os"
	"runtime"
	"strings"
)

type hub struct{ each func(func()) }

type box[T any] struct{ value T }

var handler = func() {
	is("init.func1")
}

var table = map[string]func(){
	"a": func() {
		is("init.func2")
		func() {
			is("init.func2.1")
		}()
	},
}

func init() {
	is("init.0")
}

func init() {
	func() {
		is("init.1.func1")
	}()
}

func (h *hub) run(n int) {
	func() {
		is("(*hub).run.func1")
		func() {
			is("(*hub).run.func1.1")
			func() {
				is("(*hub).run.func1.1.1")
			}()
		}()
		func() {
			is("(*hub).run.func1.2")
		}()
	}()
	defer func(n int) {
		is("(*hub).run.func2")
	}(n)
	defer h.stop(n)
	stop := h.stop
	stop(n)
	text := `}
func raw() {`
	h.each(func() {
		// }
		is("(*hub).run.func3")
	})
	for _, f := range []func(){func() {
		is("(*hub).run.func4")
	}} {
		f()
		is("(*hub).run")
	}
	_ = text
}

func (h *hub) stop(int) {
	is("(*hub).stop")
}

func (h hub) byValue() {
	func() {
		is("hub.byValue.func1")
	}()
}

func (b *box[T]) get() T {
	func() {
		is("(*box[...]).get.func1")
	}()
	return b.value
}

func (box[T]) byValue() {
	is("box[...].byValue")
}

func apply[A, B any](all []A, f func(A) B) {
	func() {
		is("apply[...].func1")
	}()
	for _, a := range all {
		f(a)
	}
}

func numbers() iter.Seq[int] {
	return func(yield func(int) bool) {
		is("numbers.func1")
		_ = yield(1) && yield(2)
	}
}

func loops() {
	for range numbers() {
		func() {
			is("loops.func1")
		}()
		for range numbers() {
			func() {
				is("loops.func2")
			}()
		}
	}
	func() {
		is("loops.func3")
		for range numbers() {
			func() {
				is("loops.func3.1")
			}()
		}
	}()
}

func clauses() {
	for i := func() int {
		is("clauses.func1")
		return 0
	}(); i < func() int {
		is("clauses.func2")
		return 1
	}(); func() {
		is("clauses.func3")
		i++
	}() {
		func() {
			is("clauses.func4")
		}()
	}
	switch f := func() int {
		is("clauses.func5")
		return 1
	}(); f {
	case func() int {
		is("clauses.func6")
		return 1
	}():
		func() {
			is("clauses.func7")
		}()
	}
}

func main() {
	handler()
	table["a"]()
	h := &hub{each: func(f func()) {
		is("main.func1")
		f()
	}}
	h.run(1)
	h.byValue()
	(&box[int]{}).get()
	box[int]{}.byValue()
	apply([]int{1}, func(int) string {
		is("main.func2")
		return ""
	})
	loops()
	clauses()
	done := make(chan bool)
	go func(int) {
		is("main.func3")
		close(done)
	}(1)
	<-done
	fmt.Println(calls, "names are right.")
}

var calls int

func is(name string) {
	calls++
	pc, _, _, _ := runtime.Caller(1)
	actual := strings.TrimPrefix(runtime.FuncForPC(pc).Name(), "main.")
	// The linker writes out the shape that tracebacks print as [...].
	actual = strings.ReplaceAll(actual, "[go.shape.int]", "[...]")
	actual = strings.ReplaceAll(actual, "[go.shape.int,go.shape.string]", "[...]")
	if actual != name {
		fmt.Fprintln(os.Stderr, "is", actual, "and not", name)
		os.Exit(1)
	}
}
