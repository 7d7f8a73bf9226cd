// Peers measures other parsers of goroutine dumps: it reads a file into memory, parses and groups it several times,
// and prints the counts and the best times as JSON.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/DataDog/gostackparse"
	"github.com/maruel/panicparse/v2/stack"
)

// result is what is printed. Seconds are those of the fastest run.
type result struct {
	Bytes        int     `json:"bytes"`
	Goroutines   int     `json:"goroutines"`
	Groups       int     `json:"groups"`
	ParseSeconds float64 `json:"parseSeconds"`
	// DedupSeconds includes parsing.
	DedupSeconds float64 `json:"dedupSeconds"`
}

// parser reads a dump and returns the number of goroutines and a function that groups them and returns the number of
// groups.
type parser func(text []byte) (goroutines int, group func() int)

var parsers = map[string]parser{
	"gostackparse": readWithGostackparse,
	"panicparse":   readWithPanicparse,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: peers gostackparse|panicparse FILE RUNS")
	}
	parse, ok := parsers[args[0]]
	if !ok {
		return fmt.Errorf("there is no parser %q", args[0])
	}
	text, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	runs, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	measure(parse, text) // to warm up
	best := measure(parse, text)
	for range runs - 1 {
		next := measure(parse, text)
		best.ParseSeconds = min(best.ParseSeconds, next.ParseSeconds)
		best.DedupSeconds = min(best.DedupSeconds, next.DedupSeconds)
	}
	return json.NewEncoder(os.Stdout).Encode(best)
}

func measure(parse parser, text []byte) result {
	runtime.GC()
	start := time.Now()
	goroutines, group := parse(text)
	parsed := time.Since(start)
	groups := group()
	return result{len(text), goroutines, groups, parsed.Seconds(), time.Since(start).Seconds()}
}

func readWithGostackparse(text []byte) (int, func() int) {
	goroutines, _ := gostackparse.Parse(bytes.NewReader(text))
	return len(goroutines), func() int {
		groups := map[string][]*gostackparse.Goroutine{}
		for _, goroutine := range goroutines {
			key := stackKey(goroutine)
			groups[key] = append(groups[key], goroutine)
		}
		return len(groups)
	}
}

// stackKey is the key of a group: function, file and line of each frame and of the creator.
func stackKey(goroutine *gostackparse.Goroutine) string {
	var key strings.Builder
	write := func(frame *gostackparse.Frame) {
		key.WriteString(frame.Func)
		key.WriteByte('@')
		key.WriteString(frame.File)
		key.WriteByte(':')
		key.WriteString(strconv.Itoa(frame.Line))
		key.WriteByte('\n')
	}
	for _, frame := range goroutine.Stack {
		write(frame)
	}
	if goroutine.CreatedBy != nil {
		key.WriteString("created by ")
		write(goroutine.CreatedBy)
	}
	return key.String()
}

// readWithPanicparse reads all dumps of the text. Guessing of argument names and local paths is off, since it needs
// time or the source.
func readWithPanicparse(text []byte) (int, func() int) {
	var snapshots []*stack.Snapshot
	goroutines := 0
	for rest := io.Reader(bytes.NewReader(text)); ; {
		snapshot, suffix, err := stack.ScanSnapshot(rest, io.Discard, &stack.Opts{})
		if snapshot != nil {
			snapshots = append(snapshots, snapshot)
			goroutines += len(snapshot.Goroutines)
		}
		if err != nil || snapshot == nil {
			break
		}
		rest = io.MultiReader(bytes.NewReader(suffix), rest)
	}
	return goroutines, func() int {
		groups := 0
		for _, snapshot := range snapshots {
			groups += len(snapshot.Aggregate(stack.AnyValue).Buckets)
		}
		return groups
	}
}
