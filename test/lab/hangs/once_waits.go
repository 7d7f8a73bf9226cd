package main

import "sync"

// truth: deadlock
func init() { register("once-waits", warmUpInOnce, warmUpAfterOnce) }

var geoIndex struct {
	once  sync.Once
	areas map[string]int
	mu    sync.Mutex
}

func areaOf(place string) int {
	ensureGeoIndex()
	geoIndex.mu.Lock()
	defer geoIndex.mu.Unlock()
	return geoIndex.areas[place]
}

func ensureGeoIndex() {
	geoIndex.once.Do(buildGeoIndex) // truth: helper×3 waits once geoIndex.once
}

// buildGeoIndex waits for helpers that ask for the index.
func buildGeoIndex() {
	geoIndex.areas = map[string]int{"eu": 1}
	var helpers sync.WaitGroup
	for _, place := range []string{"eu", "us", "asia"} {
		helpers.Add(1)
		go func() {
			defer helpers.Done()
			warmUp(place)
		}()
	}
	helpers.Wait() // truth: builder waits waitGroup helpers
}

func warmUp(place string) int {
	return areaOf(place) + len(place)
}

type lazyIndex struct {
	once  sync.Once
	areas map[string]int
}

func (l *lazyIndex) areaOf(place string) int {
	l.once.Do(func() {
		var helpers sync.WaitGroup
		for range 3 {
			helpers.Add(1)
			go func() {
				defer helpers.Done()
				work()
			}()
		}
		helpers.Wait()
		l.areas = map[string]int{"eu": 1}
	})
	return l.areas[place]
}

func warmUpInOnce(s *stage) {
	go areaOf("eu")
	s.await(3, "sync.Mutex.Lock", "ensureGeoIndex")
	s.await(1, "sync.WaitGroup.Wait", "buildGeoIndex")
}

func warmUpAfterOnce(s *stage) {
	go func() {
		for {
			l := &lazyIndex{}
			var users sync.WaitGroup
			for range 3 {
				users.Add(1)
				go func() {
					defer users.Done()
					l.areaOf("eu")
				}()
			}
			users.Wait()
		}
	}()
	s.await(1, "sync.Mutex.Lock", "(*lazyIndex).areaOf")
}
