package main

import (
	"fmt"
	"sync"
)

// truth: noCounterpart
func init() { register("abandoned-pipeline", stopAtFirstBadFile, checkAllFiles) }

type layerFile struct {
	path string
	sum  int
}

// listFiles is the first stage.
func listFiles(n int) <-chan layerFile {
	out := make(chan layerFile)
	go func() {
		defer close(out)
		for i := range n {
			out <- layerFile{path: fmt.Sprint("layer", i), sum: i} // truth: lister waits send out
		}
	}()
	return out
}

// eachOf is a stage of several workers.
func eachOf[In, Out any](in <-chan In, workers int, do func(In) Out) <-chan Out {
	results := make(chan Out)
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for item := range in {
				results <- do(item) // truth: worker×3 waits send results
			}
		}()
	}
	go func() {
		group.Wait() // truth: closer waits waitGroup group
		close(results)
	}()
	return results
}

func digestOf(f layerFile) int {
	work()
	return f.sum * 31
}

func verifyLayers(n, bad int) error {
	for digest := range eachOf(listFiles(n), 3, digestOf) {
		if digest == bad {
			return fmt.Errorf("digest %d is bad", digest)
		}
	}
	return nil
}

func stopAtFirstBadFile(s *stage) {
	_ = verifyLayers(100, 31)
	s.await(1, "chan send", "listFiles.func1")
	s.await(3, "chan send", "eachOf[...].func1")
}

func checkAllFiles(s *stage) {
	go func() {
		for {
			_ = verifyLayers(100, -1)
		}
	}()
	s.await(1, "chan receive", "verifyLayers")
}
