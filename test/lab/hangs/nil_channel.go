package main

// truth: nilChannel
func init() { register("nil-channel", publishToNil, publishToAll) }

type newsLetter struct {
	issues  chan string
	readers int
}

// newNewsLetter forgets the channel.
func newNewsLetter() *newsLetter {
	return &newsLetter{readers: 1}
}

func (n *newsLetter) publish(issue string) {
	n.issues <- issue // truth: publisher waits nilChannel n.issues
}

func (n *newsLetter) read() {
	for issue := range n.issues { // truth: reader×2 waits nilChannel n.issues
		_ = issue
		work()
	}
}

func publishToNil(s *stage) {
	n := newNewsLetter()
	go n.publish("No. 1")
	go n.read()
	go n.read()
	s.await(1, "chan send", "(*newsLetter).publish")
	s.await(2, "chan receive", "(*newsLetter).read")
}

func publishToAll(s *stage) {
	n := &newsLetter{issues: make(chan string), readers: 2}
	for range 2 {
		go n.read()
	}
	go func() {
		for {
			n.publish("No. 1")
			work()
		}
	}()
	s.await(1, "chan receive", "(*newsLetter).read")
}
