package main

import "sync"

// truth: deadlock
func init() { register("lock-helpers", syncFolders, syncFoldersWell) }

type folder struct {
	mutex sync.Mutex
	files []string
	twin  *folder
}

func (f *folder) lock()   { f.mutex.Lock() } // truth: folder×2 waits mutex f.mutex | dst.mutex
func (f *folder) unlock() { f.mutex.Unlock() }

func copyFolder(dst, src *folder, disk *latency) {
	src.lock() // truth: folder×2 holds src.mutex | f.mutex
	disk.wait()
	dst.lock() // truth: folder×2 waits mutex f.mutex | dst.mutex
	dst.files = append([]string(nil), src.files...)
	dst.unlock()
	src.unlock()
}

func copyOneByOne(dst, src *folder) {
	src.lock()
	files := append([]string(nil), src.files...)
	work()
	src.unlock()
	dst.lock()
	dst.files = files
	work()
	dst.unlock()
}

func syncFolders(s *stage) {
	a, b := &folder{files: []string{"a"}}, &folder{files: []string{"b"}}
	disk := newLatency()
	go copyFolder(a, b, disk)
	go copyFolder(b, a, disk)
	disk.end(s, 2)
	s.await(2, "sync.Mutex.Lock", "copyFolder")
}

func syncFoldersWell(s *stage) {
	a, b := &folder{files: []string{"a"}}, &folder{files: []string{"b"}}
	for range 3 {
		go func() {
			for {
				copyOneByOne(a, b)
			}
		}()
		go func() {
			for {
				copyOneByOne(b, a)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "copyOneByOne")
}
