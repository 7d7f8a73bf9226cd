// Package transport stands in for the wire between the hub and its clients:
// connections within the process, over a network that can stall.
package transport

import "sync/atomic"

// Command is what a client sends to the server.
type Command struct {
	Type   string
	Stream string
}

// Network carries what the server writes. While it stalls, writes block, as
// they do on a TCP connection whose peer has stopped reading.
type Network struct {
	flowing chan struct{}
}

// NewStalledNetwork returns a network on which every write blocks until Resume.
func NewStalledNetwork() *Network {
	return &Network{flowing: make(chan struct{})}
}

// Resume lets all writes through from now on.
func (n *Network) Resume() {
	close(n.flowing)
}

// Dial opens a connection.
func (n *Network) Dial() *Conn {
	return &Conn{network: n, incoming: make(chan Command)}
}

// Conn is one client's connection.
type Conn struct {
	network  *Network
	incoming chan Command
	written  atomic.Int64
}

// Send is the client's side: it passes a command to the server.
func (c *Conn) Send(cmd Command) {
	c.incoming <- cmd
}

// Incoming yields the commands that arrive at the server.
func (c *Conn) Incoming() <-chan Command {
	return c.incoming
}

// Write is the server's side: it sends a frame to the client.
func (c *Conn) Write(frame []byte) (int, error) {
	<-c.network.flowing
	c.written.Add(int64(len(frame)))
	return len(frame), nil
}
