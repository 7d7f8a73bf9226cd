//go:build go1.23

package main

import "iter"

var iterators = []exhibit{
	{"coroutine", "main.count", pull},
	{"chan receive", "main.rangeOverFunc-range1", rangeOverFunc},
}

// pull leaves the iterator's half of the pair paused.
func pull() {
	next, stop := iter.Pull(count)
	defer stop()
	next()
	<-make(chan int)
}

func count(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

func rangeOverFunc() {
	for i := range count {
		<-make(chan int, i)
	}
}
