package main

import (
	"bufio"
	"log"
	"net"
	"sync"
)

// truth: lockHeld
func init() { register("held-network", askSilentServer, askIdleServer) }

// upstreamClient has one connection for all.
type upstreamClient struct {
	mu   sync.Mutex
	conn net.Conn
	in   *bufio.Reader
}

func (c *upstreamClient) ask(line string) (string, error) {
	c.mu.Lock() // truth: asker holds c.mu; queue×12 waits mutex c.mu
	defer c.mu.Unlock()
	if _, err := c.conn.Write([]byte(line + "\n")); err != nil {
		return "", err
	}
	return c.in.ReadString('\n') // truth: asker waits io
}

func (c *upstreamClient) handle(line string) {
	if _, err := c.ask(line); err != nil {
		log.Print(err)
	}
}

// pushes reads what the server sends by itself: nothing, mostly.
func (c *upstreamClient) pushes() {
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			return
		}
		c.mu.Lock()
		log.Print(line)
		c.mu.Unlock()
	}
}

// listenSilently accepts connections and reads from them, and never answers.
func listenSilently() *upstreamClient {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				for lines := bufio.NewScanner(conn); lines.Scan(); {
				}
			}()
		}
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	return &upstreamClient{conn: conn, in: bufio.NewReader(conn)}
}

func askSilentServer(s *stage) {
	c := listenSilently()
	go c.handle("hello")
	s.await(1, "IO wait", "(*upstreamClient).ask")
	for range 12 {
		go c.ask("anybody there?")
	}
	s.await(12, "sync.Mutex.Lock", "(*upstreamClient).ask")
}

func askIdleServer(s *stage) {
	c := listenSilently()
	go c.pushes()
	s.await(1, "IO wait", "(*upstreamClient).pushes")
}
