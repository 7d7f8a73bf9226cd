package main

// truth: noCounterpart
func init() { register("late-proposal", proposeAfterStop, proposeToIdleNode) }

type proposal struct {
	data   []byte
	result chan error
}

// consensusNode applies proposals in one goroutine.
type consensusNode struct {
	proposals chan proposal
	tick      chan struct{}
	stop      chan struct{}
	done      chan struct{}
	log       [][]byte
}

func startConsensusNode() *consensusNode {
	n := &consensusNode{
		proposals: make(chan proposal),
		tick:      make(chan struct{}, 8),
		stop:      make(chan struct{}),
		done:      make(chan struct{}),
	}
	go n.run()
	return n
}

func (n *consensusNode) run() {
	defer close(n.done)
	for {
		select {
		case <-n.tick:
			n.compact()
		case p := <-n.proposals:
			n.log = append(n.log, p.data)
			p.result <- nil
		case <-n.stop:
			return
		}
	}
}

func (n *consensusNode) compact() {
	if len(n.log) > 100 {
		n.log = n.log[:0]
	}
}

// propose does not look whether the node still runs.
func (n *consensusNode) propose(data []byte) error {
	p := proposal{data: data, result: make(chan error, 1)}
	n.proposals <- p // truth: proposer×3 waits send n.proposals
	return <-p.result
}

func (n *consensusNode) shutdown() {
	close(n.stop)
	<-n.done
}

func proposeAfterStop(s *stage) {
	n := startConsensusNode()
	_ = n.propose([]byte("first"))
	n.shutdown()
	for range 3 {
		go n.propose([]byte("late"))
	}
	s.await(3, "chan send", "(*consensusNode).propose")
}

func proposeToIdleNode(s *stage) {
	n := startConsensusNode()
	_ = n.propose([]byte("first"))
	go atEachVisit(func() { _ = n.propose([]byte("second")) })
	s.await(1, "select", "(*consensusNode).run")
	s.await(1, "IO wait", "atEachVisit")
}
