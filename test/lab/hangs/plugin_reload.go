package main

import (
	"errors"
	"sync"
)

// truth: selfDeadlock
func init() { register("plugin-reload", reloadPlugins, reloadPluginsWell) }

// hostPlugin is what the host runs: its users write them.
type hostPlugin interface {
	Name() string
	Start() error
	Stop() error
}

type pluginOption func(*exporterPlugin)

func onExporterStop(hook func(name string) error) pluginOption {
	return func(p *exporterPlugin) { p.onStop = append(p.onStop, hook) }
}

type exporterPlugin struct {
	name    string
	running bool
	onStop  []func(name string) error
}

func newExporterPlugin(name string, options ...pluginOption) hostPlugin {
	p := &exporterPlugin{name: name}
	for _, option := range options {
		option(p)
	}
	return p
}

func (p *exporterPlugin) Name() string { return p.name }

func (p *exporterPlugin) Start() error {
	p.running = true
	return nil
}

func (p *exporterPlugin) Stop() error {
	var errs []error
	for _, hook := range p.onStop {
		errs = append(errs, hook(p.name))
	}
	p.running = false
	return errors.Join(errs...)
}

type pluginHost struct {
	mu      sync.Mutex
	plugins map[string]hostPlugin
	reloads int
}

func newPluginHost() *pluginHost {
	return &pluginHost{plugins: make(map[string]hostPlugin)}
}

func (h *pluginHost) add(p hostPlugin) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.plugins[p.Name()] = p
	return p.Start()
}

// unlist is a hook of the plugins: one that stops by itself leaves the list.
func (h *pluginHost) unlist(name string) error {
	h.mu.Lock() // truth: reloader waits mutex h.mu
	defer h.mu.Unlock()
	if _, ok := h.plugins[name]; !ok {
		return errors.New("no such plugin")
	}
	delete(h.plugins, name)
	return nil
}

// reload stops the plugins with the lock that their hook takes.
func (h *pluginHost) reload() error {
	h.mu.Lock() // truth: reloader holds h.mu
	defer h.mu.Unlock()
	for _, p := range h.plugins {
		if err := p.Stop(); err != nil {
			return err
		}
		if err := p.Start(); err != nil {
			return err
		}
	}
	h.reloads++
	return nil
}

func (h *pluginHost) reloadWell() error {
	h.mu.Lock()
	running := make([]hostPlugin, 0, len(h.plugins))
	for _, p := range h.plugins {
		running = append(running, p)
	}
	h.reloads++
	work()
	h.mu.Unlock()
	for _, p := range running {
		_ = p.Stop()
		if err := h.add(p); err != nil {
			return err
		}
	}
	return nil
}

func reloadPlugins(s *stage) {
	h := newPluginHost()
	_ = h.add(newExporterPlugin("metrics", onExporterStop(h.unlist)))
	go h.reload()
	s.await(1, "sync.Mutex.Lock", "(*pluginHost).unlist")
}

func reloadPluginsWell(s *stage) {
	h := newPluginHost()
	_ = h.add(newExporterPlugin("metrics", onExporterStop(h.unlist)))
	for range 4 {
		go func() {
			for {
				_ = h.reloadWell()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*pluginHost).reloadWell")
}
