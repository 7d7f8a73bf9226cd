package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	codec "example.com/lab/internal/codec.v2"
)

// What function names, arguments and stacks can look like.
var shapes = []exhibit{
	{"chan receive", "main.(*queue[...]).pop", func() { new(queue[string]).pop() }},
	{"chan receive", "main.mapAll[...]", func() { mapAll([]int{1}, func(int) string { return fmt.Sprint(<-make(chan int)) }) }},
	{"chan receive", "main.nested.func1.2.1", nested},
	{"chan receive", "main.turnstile.pass", turnstile{"north", 3}.pass},
	{"chan receive", "main.(*número).läuft", new(número).läuft},
	{"chan receive", "example.com/lab/internal/codec%2ev2.(*Decoder).Next", func() { (&codec.Decoder{}).Next() }},
	{"chan receive", "main.manyArguments", func() { manyArguments("text", []byte("bytes"), nil, point{1.5, -2}, 7, true, -1) }},
	{"chan receive", "main.dive", func() { dive(300) }},
	{"chan receive", "main.unwinding.func1", unwinding},
	{"chan receive", "main.leaving.func1", leaving},
	{"chan receive", "main.byTimer.func1", byTimer},
	{"chan receive", "strings.Map", throughLibrary},
	{"chan receive", "main.started", func() { go started("by a wrapper", 1) }},
}

type queue[T any] struct {
	items chan T
}

func (q *queue[T]) pop() T {
	if q.items == nil {
		q.items = make(chan T)
	}
	return <-q.items
}

func mapAll[From, To any](all []From, convert func(From) To) (converted []To) {
	for _, from := range all {
		converted = append(converted, convert(from))
	}
	return converted
}

func nested() {
	func() {
		func() { _ = recover() }()
		func() {
			func() { <-make(chan int) }()
			defer runtime.Gosched()
		}()
		defer runtime.Gosched()
	}()
}

type turnstile struct {
	side  string
	width int
}

func (t turnstile) pass() {
	<-make(chan turnstile, t.width-3)
}

type número struct {
	wert int
}

func (n *número) läuft() {
	n.wert = <-make(chan int)
}

type point struct{ x, y float64 }

func manyArguments(text string, bytes []byte, any interface{}, at point, small int8, flag bool, negative int) {
	<-make(chan int)
	println(text, bytes, any, at.x, at.y, small, flag, negative)
}

// dive recurses deeper than a traceback shows.
func dive(depth int) int {
	if depth == 0 {
		return <-make(chan int)
	}
	return dive(depth-1) + depth
}

// unwinding waits in a deferred function while a panic is under way.
func unwinding() {
	defer func() { <-make(chan int) }()
	panic("under way")
}

// leaving waits in a deferred function while its goroutine exits.
func leaving() {
	defer func() { <-make(chan int) }()
	runtime.Goexit()
}

// byTimer is created by the runtime's timer, not by another goroutine.
func byTimer() {
	time.AfterFunc(0, func() { <-make(chan int) })
}

func throughLibrary() {
	strings.Map(func(rune) rune { return <-make(chan rune) }, "x")
}

func started(how string, times int) {
	<-make(chan int)
	println(how, times)
}
