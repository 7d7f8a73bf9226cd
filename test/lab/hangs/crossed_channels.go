package main

// truth: deadlock
func init() { register("crossed-channels", playPingPong, playPingPongInTurn) }

type player struct {
	name  string
	ball  chan int
	score chan string
}

// serve hits the ball, then tells the score.
func (p *player) serve(rounds int) {
	for round := range rounds {
		p.ball <- round // truth: server waits send p.ball
		<-p.score
	}
}

// referee wants the score first.
func (p *player) referee() {
	for {
		p.score <- p.name // truth: referee waits send p.score
		<-p.ball
		work()
	}
}

func (p *player) fairReferee() {
	for {
		<-p.ball
		work()
		p.score <- p.name
	}
}

func playPingPong(s *stage) {
	p := &player{"Ada", make(chan int), make(chan string)}
	go p.serve(10)
	go p.referee()
	s.await(1, "chan send", "(*player).serve")
	s.await(1, "chan send", "(*player).referee")
}

func playPingPongInTurn(s *stage) {
	p := &player{"Ada", make(chan int), make(chan string)}
	go p.serve(1 << 40)
	go p.fairReferee()
	s.await(1, "chan receive", "(*player).serve")
}
