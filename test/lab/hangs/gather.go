package main

import "errors"

// truth: noCounterpart
func init() { register("gather", gatherTooMany, gatherAll) }

type weatherStation struct {
	name   string
	broken bool
}

var errNoSignal = errors.New("no signal")

func (w *weatherStation) measure() (int, error) {
	work()
	if w.broken {
		return 0, errNoSignal
	}
	return len(w.name), nil
}

// average waits for one value of each station, and a broken one sends none.
func average(stations []*weatherStation) int {
	values := make(chan int)
	for _, station := range stations {
		go func() {
			value, err := station.measure()
			if err != nil {
				return
			}
			values <- value
		}()
	}
	sum := 0
	for range stations {
		sum += <-values // truth: gatherer waits receive values
	}
	return sum / len(stations)
}

func averageOfWorking(stations []*weatherStation) int {
	values := make(chan int)
	for _, station := range stations {
		go func() {
			value, _ := station.measure()
			values <- value
		}()
	}
	sum := 0
	for range stations {
		sum += <-values
	}
	return sum / len(stations)
}

var weatherStations = []*weatherStation{{"north", false}, {"south", true}, {"east", false}}

func gatherTooMany(s *stage) {
	go average(weatherStations)
	s.await(1, "chan receive", "average")
}

func gatherAll(s *stage) {
	go func() {
		for {
			averageOfWorking(weatherStations)
		}
	}()
	s.await(1, "chan receive", "averageOfWorking")
}
