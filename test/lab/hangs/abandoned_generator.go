package main

// truth: noCounterpart
func init() { register("abandoned-generator", findFirstPrime, findAllPrimes) }

// primesFrom sends primes forever.
func primesFrom(start int) <-chan int {
	primes := make(chan int)
	go func() {
		for n := start; ; n++ {
			if isPrime(n) {
				primes <- n // truth: generator×3 waits send primes
			}
		}
	}()
	return primes
}

func isPrime(n int) bool {
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			return false
		}
	}
	return n > 1
}

// firstPrimeAfter stops to receive, and the generator does not know.
func firstPrimeAfter(n int) int {
	for prime := range primesFrom(n + 1) {
		return prime
	}
	return 0
}

// primesUntil tells the generator when to stop.
func primesUntil(stop <-chan struct{}) <-chan int {
	primes := make(chan int)
	go func() {
		defer close(primes)
		for n := 2; ; n++ {
			if !isPrime(n) {
				continue
			}
			select {
			case primes <- n:
			case <-stop:
				return
			}
		}
	}()
	return primes
}

func sumPrimes() (sum int) {
	stop := make(chan struct{})
	defer close(stop)
	for prime := range primesUntil(stop) {
		sum += prime
		work()
	}
	return sum
}

func findFirstPrime(s *stage) {
	for n := range 3 {
		firstPrimeAfter(n * 100)
	}
	s.await(3, "chan send", "primesFrom.func1")
}

func findAllPrimes(s *stage) {
	for range 3 {
		go sumPrimes()
	}
	s.await(1, "select", "primesUntil.func1")
}
