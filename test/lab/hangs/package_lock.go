package main

import "sync"

// truth: deadlock
func init() { register("package-lock", loadPlugins, loadPluginsWell) }

var (
	pluginsMu sync.RWMutex
	plugins   = map[string]*plugin{}
)

type plugin struct {
	name string

	mu      sync.Mutex
	running bool
}

// start runs a plugin unless it is replaced.
func (p *plugin) start(disk *latency) {
	p.mu.Lock() // truth: starter holds p.mu
	defer p.mu.Unlock()
	disk.wait()
	p.running = findPlugin(p.name) == p
}

func findPlugin(name string) *plugin {
	pluginsMu.RLock() // truth: starter waits rlock pluginsMu
	defer pluginsMu.RUnlock()
	return plugins[name]
}

func replacePlugin(p *plugin) {
	pluginsMu.Lock() // truth: replacer holds pluginsMu
	defer pluginsMu.Unlock()
	if old := plugins[p.name]; old != nil {
		old.stop()
	}
	plugins[p.name] = p
}

func (p *plugin) stop() {
	p.mu.Lock() // truth: replacer waits mutex p.mu
	defer p.mu.Unlock()
	work()
	p.running = false
}

func loadPlugins(s *stage) {
	old := &plugin{name: "spell"}
	replacePlugin(old)
	disk := newLatency()
	go old.start(disk)
	s.await(1, "chan receive", "(*plugin).start")
	go replacePlugin(&plugin{name: "spell"})
	s.await(1, "sync.Mutex.Lock", "(*plugin).stop")
	close(disk.over)
	s.await(1, "sync.RWMutex.RLock", "(*plugin).start")
}

func loadPluginsWell(s *stage) {
	for range 2 {
		go func() {
			for {
				replacePlugin(&plugin{name: "spell"})
			}
		}()
		go func() {
			for {
				if p := findPlugin("spell"); p != nil {
					p.stop()
				}
			}
		}()
	}
}
