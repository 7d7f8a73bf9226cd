package node

import (
	"log/slog"

	"example.com/lab/transport"
)

// Session is one connected client.
type Session struct {
	ID string

	hub  *Hub
	conn *transport.Conn
}

// Serve attaches a client to the hub and reads its commands until it leaves.
func Serve(hub *Hub, id string, conn *transport.Conn) *Session {
	s := &Session{ID: id, hub: hub, conn: conn}
	go s.readLoop()
	return s
}

// Send writes one frame to the client.
func (s *Session) Send(frame []byte) {
	if _, err := s.conn.Write(frame); err != nil {
		slog.Warn("write failed", "session", s.ID, "error", err)
	}
}

func (s *Session) readLoop() {
	for cmd := range s.conn.Incoming() {
		s.handleCommand(cmd)
	}
}

func (s *Session) handleCommand(cmd transport.Command) {
	switch cmd.Type {
	case "subscribe":
		s.hub.subscribeSession(s, cmd.Stream)
	case "unsubscribe":
		s.hub.unsubscribeSession(s, cmd.Stream)
	default:
		slog.Warn("unknown command", "session", s.ID, "type", cmd.Type)
	}
}
