package main

import "sync"

// truth: selfDeadlock
func init() { register("tree-parent", removeNode, removeNodeWell) }

type treeNode struct {
	parent *treeNode
	name   string

	mu       sync.Mutex
	children []*treeNode
}

// remove takes a node out of its parent.
func (n *treeNode) remove() {
	n.mu.Lock() // truth: remover holds n.mu
	defer n.mu.Unlock()
	if n.parent != nil {
		n.parent.forget(n)
	}
}

func (n *treeNode) forget(child *treeNode) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for at, each := range n.children {
		if each.isEmpty() && each == child {
			n.children = append(n.children[:at], n.children[at+1:]...)
			return
		}
	}
}

func (n *treeNode) isEmpty() bool {
	n.mu.Lock() // truth: remover waits mutex n.mu
	defer n.mu.Unlock()
	return len(n.children) == 0
}

// touch locks from the leaf to the root, two instances at a time, which is an order.
func (n *treeNode) touch() {
	n.mu.Lock()
	defer n.mu.Unlock()
	work()
	if n.parent != nil {
		n.parent.touch()
	}
}

func newTree() (root, leaf *treeNode) {
	root = &treeNode{name: "root"}
	leaf = &treeNode{name: "leaf", parent: root}
	root.children = []*treeNode{leaf}
	return root, leaf
}

func removeNode(s *stage) {
	_, leaf := newTree()
	go leaf.remove()
	s.await(1, "sync.Mutex.Lock", "(*treeNode).isEmpty")
}

func removeNodeWell(s *stage) {
	root, leaf := newTree()
	other := &treeNode{name: "other", parent: root}
	for _, node := range []*treeNode{leaf, other, root} {
		go func() {
			for {
				node.touch()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*treeNode).touch")
}
