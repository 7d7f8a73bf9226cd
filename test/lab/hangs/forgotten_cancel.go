package main

import "context"

// Nothing but a cancel function that is forgotten could end the wait. The dump does not show who has it.

// truth: noCounterpart, possible
func init() { register("forgotten-cancel", watchForever, watchWhileServing) }

type fileWatch struct {
	changes chan string
	stop    context.CancelFunc
	seen    int
}

// watchFile follows a file until the context ends.
func (w *fileWatch) watchFile(ctx context.Context) {
	for {
		select { // truth: watcher×6 waits receive|select ctx.Done() | w.changes
		case <-w.changes:
			w.seen++
		case <-ctx.Done():
			return
		}
	}
}

// openFile starts to watch, and loses the watch, with the way to stop it.
func openFile() {
	ctx, cancel := context.WithCancel(context.Background())
	w := &fileWatch{changes: make(chan string), stop: cancel}
	go w.watchFile(ctx)
}

// editFile watches until the editing ends.
func editFile(edits <-chan string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w := &fileWatch{changes: make(chan string)}
	go w.watchFile(ctx)
	for edit := range edits {
		w.changes <- edit
	}
}

func watchForever(s *stage) {
	for range 6 {
		openFile()
	}
	s.await(6, "select", "(*fileWatch).watchFile")
}

func watchWhileServing(s *stage) {
	for range 3 {
		edits := make(chan string)
		go editFile(edits)
		go func() {
			for {
				edits <- "x"
				work()
			}
		}()
	}
	s.await(1, "select", "(*fileWatch).watchFile")
}
