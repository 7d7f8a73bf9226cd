package main

import "context"

// truth: noCounterpart
func init() { register("dropped-cancel", cancelNever, cancelAtClose) }

// certWatcher reloads certificates until its context ends.
type certWatcher struct {
	reloads chan string
	loaded  int
}

func (c *certWatcher) watch(ctx context.Context) {
	go func() {
		<-ctx.Done() // truth: cleaner×5 waits receive ctx.Done()
		c.loaded = 0
	}()
}

// loadCerts throws the cancel function away.
func loadCerts() int {
	ctx, _ := context.WithCancel(context.Background())
	c := &certWatcher{}
	c.watch(ctx)
	return c.loaded
}

type tlsServer struct {
	certs  *certWatcher
	cancel context.CancelFunc
}

func newTLSServer() *tlsServer {
	ctx, cancel := context.WithCancel(context.Background())
	t := &tlsServer{&certWatcher{}, cancel}
	t.certs.watchAll(ctx)
	return t
}

func (t *tlsServer) close() { t.cancel() }

// watchAll is watch for who can end it.
func (c *certWatcher) watchAll(ctx context.Context) {
	go func() {
		<-ctx.Done()
		c.loaded = 0
	}()
}

var keptServers []*tlsServer

func cancelNever(s *stage) {
	for range 5 {
		loadCerts()
	}
	s.await(5, "chan receive", "(*certWatcher).watch.func1")
}

func cancelAtClose(s *stage) {
	for range 5 {
		keptServers = append(keptServers, newTLSServer())
	}
	keptServers[0].close()
	s.await(4, "chan receive", "(*certWatcher).watchAll.func1")
}
