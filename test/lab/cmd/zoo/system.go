package main

import (
	"log"
	"net"
	"os"
	"runtime"
	"syscall"
	"time"
)

// Waits that are not for another goroutine.
var system = []exhibit{
	{"sleep", "main.asleep", asleep},
	{"IO wait", "main.accept", accept},
	{"IO wait", "main.readPipe", readPipe},
	{"syscall", "main.readBlocking", readBlocking},
	{"chan receive (nil chan), locked to thread", "main.lockedToThread", lockedToThread},
	{"runnable", "main.spin", spin},
}

func asleep() {
	time.Sleep(time.Hour)
}

func accept() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	_, err = listener.Accept()
	log.Fatal(err)
}

func readPipe() {
	reader, writer, err := os.Pipe()
	if err != nil {
		log.Fatal(err)
	}
	_, err = reader.Read(make([]byte, 1))
	log.Fatal(writer, err)
}

func readBlocking() {
	var pipe [2]int
	if err := syscall.Pipe(pipe[:]); err != nil {
		log.Fatal(err)
	}
	_, err := syscall.Read(pipe[0], make([]byte, 1))
	log.Fatal(err)
}

func lockedToThread() {
	runtime.LockOSThread()
	var never chan int
	<-never
}

// spin is always running or about to. A dump on request stops the world and
// finds it runnable; a dump by signal finds it on another thread.
func spin() {
	for n := 0; ; n++ {
	}
}
