package main

import "errors"

// truth: noCounterpart
func init() { register("double-send", chargeTwice, chargeOnce) }

type payment struct {
	cents int
	card  string
}

var errDeclined = errors.New("declined")

func (p *payment) charge() error {
	if p.card == "" {
		return errDeclined
	}
	work()
	return nil
}

// settle reports a failure, and then reports again.
func (p *payment) settle() error {
	result := make(chan error)
	go func() {
		if err := p.charge(); err != nil {
			result <- err
		}
		result <- nil // truth: charger×4 waits send result
	}()
	return <-result
}

func (p *payment) settleOnce() error {
	result := make(chan error)
	go func() {
		if err := p.charge(); err != nil {
			result <- err
			return
		}
		result <- nil
	}()
	return <-result
}

func chargeTwice(s *stage) {
	for range 4 {
		_ = (&payment{cents: 100}).settle()
	}
	s.await(4, "chan send", "(*payment).settle.func1")
}

func chargeOnce(s *stage) {
	for range 4 {
		go func() {
			for {
				_ = (&payment{cents: 100, card: "4711"}).settleOnce()
			}
		}()
	}
	s.await(1, "chan receive", "(*payment).settleOnce")
}
