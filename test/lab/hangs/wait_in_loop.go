package main

import "sync"

// truth: deadlock
func init() { register("wait-in-loop", dispatchAndWait, dispatchThenWait) }

type printerJob struct {
	pages int
	done  *sync.WaitGroup
}

type printShop struct {
	jobs    chan printerJob
	printed int
}

// printer takes two jobs for each sheet.
func (p *printShop) printer() {
	for {
		first := <-p.jobs
		second := <-p.jobs // truth: printer waits receive p.jobs
		work()
		first.done.Done()
		second.done.Done()
	}
}

// dispatch waits for each job before it sends the next one.
func (p *printShop) dispatch(pages []int) {
	var wg sync.WaitGroup
	for _, each := range pages {
		wg.Add(1)
		p.jobs <- printerJob{each, &wg}
		wg.Wait() // truth: dispatcher waits waitGroup wg
	}
}

func (p *printShop) dispatchAll(pages []int) {
	var wg sync.WaitGroup
	for _, each := range pages {
		wg.Add(1)
		p.jobs <- printerJob{each, &wg}
	}
	wg.Wait()
}

func dispatchAndWait(s *stage) {
	p := &printShop{jobs: make(chan printerJob)}
	go p.printer()
	go p.dispatch([]int{1, 2, 3, 4})
	s.await(1, "sync.WaitGroup.Wait", "(*printShop).dispatch")
	s.await(1, "chan receive", "(*printShop).printer")
}

func dispatchThenWait(s *stage) {
	p := &printShop{jobs: make(chan printerJob)}
	go p.printer()
	go func() {
		for {
			p.dispatchAll([]int{1, 2, 3, 4})
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "(*printShop).dispatchAll")
}
