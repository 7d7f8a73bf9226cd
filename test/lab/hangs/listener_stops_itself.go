package main

import "sync"

// truth: noCounterpart|selfDeadlock|deadlock
func init() { register("listener-stops-itself", stopInHandler, stopFromOutside) }

type objectChange struct {
	kind, key string
}

type changeHandler interface {
	onAdd(key string)
	onDelete(key string)
}

type changeHandlerFuncs struct {
	add, remove func(key string)
}

func (f changeHandlerFuncs) onAdd(key string) {
	if f.add != nil {
		f.add(key)
	}
}

func (f changeHandlerFuncs) onDelete(key string) {
	if f.remove != nil {
		f.remove(key)
	}
}

// changeListener takes changes from the informer and passes them on in its own goroutine.
type changeListener struct {
	incoming chan objectChange
	stopped  chan struct{}
	handler  changeHandler
}

func (l *changeListener) deliver() {
	defer close(l.stopped)
	for change := range l.incoming {
		switch change.kind {
		case "add":
			l.handler.onAdd(change.key)
		case "delete":
			l.handler.onDelete(change.key)
		}
	}
}

// objectInformer keeps a list of listeners.
type objectInformer struct {
	mu        sync.Mutex
	listeners map[int]*changeListener
	next      int
}

func (i *objectInformer) addHandler(h changeHandler) int {
	l := &changeListener{make(chan objectChange, 4), make(chan struct{}), h}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.next++
	if i.listeners == nil {
		i.listeners = map[int]*changeListener{}
	}
	i.listeners[i.next] = l
	go l.deliver()
	return i.next
}

// removeHandler returns once the handler is called no more.
func (i *objectInformer) removeHandler(id int) {
	i.mu.Lock()
	l, ok := i.listeners[id]
	delete(i.listeners, id)
	i.mu.Unlock()
	if !ok {
		return
	}
	close(l.incoming)
	<-l.stopped // truth: listener waits receive l.stopped
}

func (i *objectInformer) distribute(change objectChange) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, l := range i.listeners {
		l.incoming <- change
	}
}

func stopInHandler(s *stage) {
	i := &objectInformer{}
	var id int
	ready := make(chan struct{})
	id = i.addHandler(changeHandlerFuncs{remove: func(string) {
		<-ready
		i.removeHandler(id)
	}})
	close(ready)
	i.distribute(objectChange{"add", "pod"})
	i.distribute(objectChange{"delete", "pod"})
	s.await(1, "chan receive", "(*objectInformer).removeHandler")
}

func stopFromOutside(s *stage) {
	for range 3 {
		i := &objectInformer{}
		go func() {
			for {
				id := i.addHandler(changeHandlerFuncs{add: func(string) { work() }})
				i.distribute(objectChange{"add", "pod"})
				i.removeHandler(id)
			}
		}()
	}
	work()
}
