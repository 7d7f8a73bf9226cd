package main

import (
	"context"
	"sync"
	"time"
)

// truth: noCounterpart
func init() { register("removed-rooms", removeRoomsOnly, removeRoomsAndCancel) }

// gameRoom has a goroutine that lives as long as its context.
type gameRoom struct {
	name   string
	ctx    context.Context
	cancel context.CancelFunc
	moves  chan string
}

func (g *gameRoom) play() {
	for {
		select { // truth: room×4 waits select|receive g.moves | g.ctx.Done()
		case <-g.moves:
			work()
		case <-g.ctx.Done():
			return
		}
	}
}

// gameLobby knows all rooms by name.
type gameLobby struct {
	mu    sync.Mutex
	rooms map[string]*gameRoom
}

func (l *gameLobby) open(ctx context.Context, name string) *gameRoom {
	l.mu.Lock()
	defer l.mu.Unlock()
	if room, ok := l.rooms[name]; ok {
		return room
	}
	ctx, cancel := context.WithCancel(ctx)
	room := &gameRoom{name, ctx, cancel, make(chan string)}
	l.rooms[name] = room
	go room.play()
	return room
}

func (l *gameLobby) move(name, move string) bool {
	l.mu.Lock()
	room, ok := l.rooms[name]
	l.mu.Unlock()
	if !ok {
		return false
	}
	select {
	case room.moves <- move:
		return true
	case <-time.After(time.Second):
		return false
	}
}

func (l *gameLobby) remove(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.rooms, name)
}

func newGameLobby() *gameLobby { return &gameLobby{rooms: map[string]*gameRoom{}} }

func removeRoomsOnly(s *stage) {
	l := newGameLobby()
	for _, name := range []string{"a", "b", "c", "d"} {
		l.open(context.Background(), name)
		l.move(name, "e4")
		l.remove(name)
	}
	s.await(4, "select", "(*gameRoom).play")
}

// chessRoom is as a gameRoom, and is cancelled.
type chessRoom struct {
	ctx    context.Context
	cancel context.CancelFunc
	moves  chan string
}

func (c *chessRoom) play() {
	for {
		select {
		case <-c.moves:
			work()
		case <-c.ctx.Done():
			return
		}
	}
}

func removeRoomsAndCancel(s *stage) {
	rooms := make([]*chessRoom, 4)
	for i := range rooms {
		ctx, cancel := context.WithCancel(context.Background())
		rooms[i] = &chessRoom{ctx, cancel, make(chan string)}
		go rooms[i].play()
	}
	go func() {
		for {
			rooms[0].moves <- "e4"
			time.Sleep(time.Minute * 10)
			for _, room := range rooms {
				room.cancel()
			}
		}
	}()
	s.await(4, "select", "(*chessRoom).play")
}
