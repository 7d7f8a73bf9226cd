package main

import "sync"

// truth: selfDeadlock|deadlock
func init() { register("once-func", openDrivers, openDriversOnce) }

type codecDriver interface {
	open(*driverSet) error
}

type driverSet struct {
	ensure func()
	all    map[string]codecDriver
	opened int
}

func newDriverSet() *driverSet {
	d := &driverSet{all: map[string]codecDriver{}}
	d.ensure = sync.OnceFunc(d.openAll)
	return d
}

func (d *driverSet) openAll() {
	for _, each := range d.all {
		if each.open(d) == nil {
			d.opened++
		}
	}
}

func (d *driverSet) find(name string) codecDriver {
	d.ensure() // truth: opener waits once
	return d.all[name]
}

// mirrorDriver looks for the codecDriver that it mirrors, while all are opened.
type mirrorDriver struct {
	of string
}

func (m mirrorDriver) open(set *driverSet) error {
	_ = set.find(m.of)
	return nil
}

type plainDriver struct{}

func (plainDriver) open(*driverSet) error {
	work()
	return nil
}

func openDrivers(s *stage) {
	set := newDriverSet()
	set.all["plain"] = plainDriver{}
	set.all["mirror"] = mirrorDriver{"plain"}
	go set.find("mirror")
	s.await(1, "sync.Mutex.Lock", "mirrorDriver.open")
}

func openDriversOnce(s *stage) {
	var current sync.Map
	renew := func() {
		set := newDriverSet()
		set.all["plain"] = plainDriver{}
		current.Store("set", set)
	}
	renew()
	go func() {
		for {
			renew()
			work()
		}
	}()
	for range 4 {
		go func() {
			for {
				set, _ := current.Load("set")
				set.(*driverSet).find("plain")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*driverSet).find")
}
