package main

import "sync"

// truth: deadlock
func init() { register("held-group", scanWithLock, scanIndependently) }

type virusScanner struct {
	mu       sync.Mutex
	infected []string
	scanned  int
}

func (v *virusScanner) scanAll(files []string) int {
	v.mu.Lock() // truth: scanner holds v.mu
	defer v.mu.Unlock()
	var wg sync.WaitGroup
	wg.Add(len(files))
	for _, file := range files {
		go v.scan(file, &wg)
	}
	wg.Wait() // truth: scanner waits waitGroup wg
	v.scanned += len(files)
	return len(v.infected)
}

func (v *virusScanner) scan(file string, wg *sync.WaitGroup) {
	defer wg.Done()
	if len(file) > 3 {
		v.mu.Lock() // truth: file×3 waits mutex v.mu
		defer v.mu.Unlock()
		v.infected = append(v.infected, file)
	}
}

// hashAll keeps the lock across the Wait too; its workers need none.
func (v *virusScanner) hashAll(files []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var wg sync.WaitGroup
	wg.Add(len(files))
	for range files {
		go func() {
			defer wg.Done()
			work()
		}()
	}
	wg.Wait()
	v.scanned += len(files)
}

var filesToScan = []string{"a.exe", "b.exe", "c.exe"}

func scanWithLock(s *stage) {
	v := &virusScanner{}
	go v.scanAll(filesToScan)
	s.await(3, "sync.Mutex.Lock", "(*virusScanner).scan")
	s.await(1, "sync.WaitGroup.Wait", "(*virusScanner).scanAll")
}

func scanIndependently(s *stage) {
	v := &virusScanner{}
	for range 3 {
		go func() {
			for {
				v.hashAll(filesToScan)
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*virusScanner).hashAll")
}
