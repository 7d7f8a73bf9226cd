package main

// Two event loops tell each other what they did.

// truth: deadlock
func init() { register("two-loops", tellEachOther, tellBeside) }

type chainHead struct{ number int }

type headFetcher struct {
	notify chan chainHead
	quit   chan struct{}
	down   *headDownloader
	known  int
	beside bool
}

type headDownloader struct {
	deliver chan chainHead
	quit    chan struct{}
	fetcher *headFetcher
	stored  int
}

func newSyncPair(beside bool) (*headFetcher, *headDownloader) {
	f := &headFetcher{notify: make(chan chainHead), quit: make(chan struct{}), beside: beside}
	d := &headDownloader{deliver: make(chan chainHead), quit: make(chan struct{}), fetcher: f}
	f.down = d
	go f.loop()
	go d.loop()
	return f, d
}

func (f *headFetcher) loop() {
	for {
		select {
		case head := <-f.notify:
			f.known = head.number
			work()
			if f.beside {
				go f.down.accept(chainHead{head.number + 1})
				continue
			}
			f.down.accept(chainHead{head.number + 1})
		case <-f.quit:
			return
		}
	}
}

func (d *headDownloader) accept(head chainHead) {
	d.deliver <- head // truth: fetcher waits send d.deliver
}

func (d *headDownloader) loop() {
	for {
		select {
		case head := <-d.deliver:
			d.stored = head.number
			work()
			d.fetcher.announce(head)
		case <-d.quit:
			return
		}
	}
}

func (f *headFetcher) announce(head chainHead) {
	f.notify <- head // truth: downloader waits send f.notify
}

func tellEachOther(s *stage) {
	f, d := newSyncPair(false)
	go f.announce(chainHead{1})
	go d.accept(chainHead{2})
	s.await(1, "chan send", "(*headFetcher).loop")
	s.await(1, "chan send", "(*headDownloader).loop")
}

func tellBeside(s *stage) {
	f, _ := newSyncPair(true)
	f.announce(chainHead{1})
	idle, _ := newSyncPair(true)
	go atEachVisit(func() { idle.announce(chainHead{1}) })
	s.await(2, "select", "(*headFetcher).loop")
}
