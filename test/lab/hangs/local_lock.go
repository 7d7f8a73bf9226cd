package main

import "sync"

// truth: selfDeadlock
func init() { register("local-lock", countLocally, countLocallyWell) }

// countVotes has a lock of its own, which its closures share.
func countVotes(ballots []string) map[string]int {
	var mu sync.Mutex
	votes := map[string]int{}
	total := func() (sum int) {
		mu.Lock() // truth: counter waits mutex mu
		defer mu.Unlock()
		for _, count := range votes {
			sum += count
		}
		return sum
	}
	count := func(ballot string) {
		mu.Lock() // truth: counter holds mu
		defer mu.Unlock()
		votes[ballot]++
		if total() > 1000 {
			panic("too many ballots")
		}
	}
	for _, ballot := range ballots {
		count(ballot)
	}
	return votes
}

// countTogether has goroutines that share its lock for a moment each.
func countTogether(ballots []string) {
	var mu sync.Mutex
	votes := map[string]int{}
	for range 3 {
		go func() {
			for at := 0; ; at++ {
				mu.Lock()
				votes[ballots[at%len(ballots)]]++
				work()
				mu.Unlock()
			}
		}()
	}
}

func countLocally(s *stage) {
	go countVotes([]string{"yes", "no", "yes"})
	s.await(1, "sync.Mutex.Lock", "countVotes.func1")
}

func countLocallyWell(s *stage) {
	countTogether([]string{"yes", "no", "yes"})
	s.await(1, "sync.Mutex.Lock", "countTogether.func1")
}
