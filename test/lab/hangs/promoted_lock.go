package main

import "sync"

// truth: selfDeadlock
func init() { register("promoted-lock", resizeWidget, resizeWidgets) }

// baseWidget has the lock of all widgets that embed it.
type baseWidget struct {
	sync.Mutex
	width, height int
	hidden        bool
}

func (b *baseWidget) hide() {
	b.Lock() // truth: resizer waits mutex b.Mutex | b
	defer b.Unlock()
	b.hidden = true
}

type scrollPane struct {
	baseWidget
	rows int
}

type textView struct {
	*scrollPane
	text string
}

func (t *textView) resize(width, height int) {
	t.Lock() // truth: resizer holds t.scrollPane.baseWidget.Mutex | t.Mutex | t
	defer t.Unlock()
	t.width, t.height = width, height
	t.layout()
}

func (t *textView) layout() {
	if t.rows = t.height / 2; t.rows == 0 {
		t.hide()
	}
}

func (t *textView) resizeWell(width, height int) {
	t.Lock()
	t.width, t.height = width, height
	t.rows = height / 2
	isEmpty := t.rows == 0
	work()
	t.Unlock()
	if isEmpty {
		t.hide()
	}
}

func resizeWidget(s *stage) {
	view := &textView{&scrollPane{}, "gopher"}
	go view.resize(80, 1)
	s.await(1, "sync.Mutex.Lock", "(*textView).resize")
}

func resizeWidgets(s *stage) {
	view := &textView{&scrollPane{}, "gopher"}
	for range 3 {
		go func() {
			for {
				view.resizeWell(80, 1)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*textView).resizeWell")
}
