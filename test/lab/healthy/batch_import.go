package main

import "sync"

// Imports that take turns: each has a pool of its own while it holds the lock, and the next one makes its pool only then.

func init() { register("batch-import", startImports) }

type importPool struct {
	rows chan int
	wg   sync.WaitGroup
}

func newImportPool(workers int) *importPool {
	p := &importPool{rows: make(chan int)}
	for range workers {
		p.wg.Add(1)
		go p.work()
	}
	return p
}

func (p *importPool) work() {
	defer p.wg.Done()
	for range p.rows {
		work()
	}
}

// finish waits until all rows are in.
func (p *importPool) finish() {
	close(p.rows)
	p.wg.Wait()
}

// receipt is what a client gets for its file.
type receipt struct {
	file string
	done chan struct{}
}

func (r *receipt) sign() { close(r.done) }

type importer struct {
	mu    sync.Mutex
	audit sync.Mutex
	files int
}

// importFile imports one file at a time.
func (i *importer) importFile(rows int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	p := newImportPool(4)
	for row := range rows {
		p.rows <- row
	}
	p.finish()
	i.files++
}

// importAudited writes a receipt for each file, which only that call knows.
func (i *importer) importAudited(file string) {
	i.audit.Lock()
	r := &receipt{file: file, done: make(chan struct{})}
	go func() {
		work()
		r.sign()
	}()
	<-r.done
	i.audit.Unlock()
	again := &receipt{file: file, done: make(chan struct{})}
	again.sign()
}

func startImports(busy bool) {
	i := &importer{}
	for range 6 {
		go func() {
			for {
				pause(busy)
				i.importFile(20)
			}
		}()
		go func() {
			for {
				pause(busy)
				i.importAudited("rows.csv")
			}
		}()
	}
}
