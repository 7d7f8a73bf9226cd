package main

var channels = []exhibit{
	{"chan receive", "main.receive", receive},
	{"chan receive", "main.rangeOver", rangeOver},
	{"chan send", "main.send", send},
	{"chan receive (nil chan)", "main.receiveFromNil", receiveFromNil},
	{"chan send (nil chan)", "main.sendToNil", sendToNil},
	{"select", "main.selectOfTwo", selectOfTwo},
	{"select (no cases)", "main.selectOfNone", selectOfNone},
}

func receive() {
	<-make(chan int)
}

func rangeOver() {
	for range make(chan string) {
		println("never")
	}
}

func send() {
	make(chan int) <- 1
}

func receiveFromNil() {
	var never chan int
	<-never
}

func sendToNil() {
	var never chan int
	never <- 1
}

func selectOfTwo() {
	in, out := make(chan int), make(chan int)
	select {
	case <-in:
	case out <- 1:
	}
}

func selectOfNone() {
	select {}
}
