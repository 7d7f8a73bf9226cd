package main

import "sync"

// truth: deadlock
func init() { register("three-stages", flushInCircle, flushInLine) }

type metricSample struct {
	name  string
	value float64
}

type encodedBatch struct {
	samples int
	bytes   []byte
}

// sampleBatcher collects samples into batches.
type sampleBatcher struct {
	samples chan metricSample
	flushes chan chan int
	out     chan<- []metricSample
}

func (b *sampleBatcher) run() {
	var batch []metricSample
	for {
		select {
		case sample := <-b.samples:
			batch = append(batch, sample)
			if len(batch) == 2 {
				b.out <- batch // truth: batcher waits send b.out
				batch = nil
			}
		case reply := <-b.flushes:
			reply <- len(batch)
			batch = nil
		}
	}
}

// flush returns how many samples were thrown away.
func (b *sampleBatcher) flush() int {
	reply := make(chan int)
	b.flushes <- reply // truth: uploader waits send b.flushes
	return <-reply
}

type sampleEncoder struct {
	in  <-chan []metricSample
	out chan encodedBatch
}

func (e *sampleEncoder) run() {
	for samples := range e.in {
		e.out <- encodedBatch{len(samples), make([]byte, 16*len(samples))} // truth: encoder waits send e.out
	}
}

// batchUploader asks for a flush when the server has no room.
type batchUploader struct {
	mu      sync.Mutex
	sent    int
	in      <-chan encodedBatch
	reset   func() int
	isFull  func(sent int) bool
	dropped int
}

func (u *batchUploader) run() {
	for batch := range u.in {
		u.mu.Lock()
		u.sent += batch.samples
		full := u.isFull(u.sent)
		u.mu.Unlock()
		work()
		if full {
			u.dropped += u.reset()
		}
	}
}

type samplePipeline struct {
	batcher  *sampleBatcher
	encoder  *sampleEncoder
	uploader *batchUploader
}

func newSamplePipeline(isFull func(int) bool) *samplePipeline {
	batches := make(chan []metricSample)
	batcher := &sampleBatcher{make(chan metricSample), make(chan chan int), batches}
	encoder := &sampleEncoder{batches, make(chan encodedBatch)}
	uploader := &batchUploader{in: encoder.out, reset: batcher.flush, isFull: isFull}
	return &samplePipeline{batcher, encoder, uploader}
}

func (p *samplePipeline) start() {
	go p.batcher.run()
	go p.encoder.run()
	go p.uploader.run()
}

func (p *samplePipeline) observe(name string, value float64) {
	p.batcher.samples <- metricSample{name, value}
}

func flushInCircle(s *stage) {
	slow := newLatency()
	p := newSamplePipeline(func(sent int) bool {
		slow.wait()
		return true
	})
	p.start()
	go func() {
		for {
			p.observe("requests", 1)
		}
	}()
	s.await(1, "chan send", "(*sampleBatcher).run")
	slow.end(s, 1)
	s.await(1, "chan send", "(*sampleBatcher).flush")
}

func flushInLine(s *stage) {
	p := newSamplePipeline(func(int) bool { return false })
	p.start()
	for range 4 {
		go func() {
			for {
				p.observe("requests", 1)
			}
		}()
	}
	s.await(1, "chan send", "(*samplePipeline).observe")
}
