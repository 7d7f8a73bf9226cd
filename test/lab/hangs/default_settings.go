package main

import (
	"strings"
	"sync"
)

// truth: selfDeadlock
func init() { register("default-settings", loadSettings, loadSettingsWell) }

// settingsSource is where a decoder finds other settings.
type settingsSource interface {
	get(name string) string
}

type settingsDecoder func(text string, from settingsSource) map[string]string

// settingsDecoders are by the ending of the file.
var settingsDecoders = map[string]settingsDecoder{
	"env": decodeEnv,
	"ini": decodeIni,
}

var sharedSettings = newSettings()

type settings struct {
	once   sync.Once
	values map[string]string
	format string
	text   string
}

func newSettings() *settings {
	return &settings{format: "ini", text: "theme = dark\nfont = ${fallback}"}
}

// get reads the settings when they are first asked for.
func (s *settings) get(name string) string {
	s.once.Do(s.load) // truth: handler×2 waits once s.once
	return s.values[name]
}

func (s *settings) load() {
	decode, ok := settingsDecoders[s.format]
	if !ok {
		return
	}
	s.values = decode(s.text, s)
}

func decodeEnv(text string, _ settingsSource) map[string]string {
	values := map[string]string{}
	for _, line := range strings.Split(text, "\n") {
		if name, value, ok := strings.Cut(line, "="); ok {
			values[name] = value
		}
	}
	return values
}

// decodeIni replaces ${name} by another setting, which it asks for.
func decodeIni(text string, from settingsSource) map[string]string {
	values := map[string]string{}
	for _, line := range strings.Split(text, "\n") {
		name, value, ok := strings.Cut(line, " = ")
		if !ok {
			continue
		}
		if inner, isVariable := strings.CutPrefix(value, "${"); isVariable {
			value = from.get(strings.TrimSuffix(inner, "}"))
		}
		values[name] = value
	}
	return values
}

func loadSettings(s *stage) {
	go sharedSettings.get("theme")
	s.await(1, "sync.Mutex.Lock", "(*settings).load")
	go sharedSettings.get("font")
	s.await(2, "sync.Mutex.Lock", "(*settings).get")
}

// loadSettingsWell has settings that ask for none, and a load that takes time.
func loadSettingsWell(s *stage) {
	other := &settings{format: "env", text: "theme=dark"}
	slow := newLatency()
	settingsDecoders["env"] = func(text string, from settingsSource) map[string]string {
		slow.wait()
		return decodeEnv(text, from)
	}
	for range 3 {
		go func() {
			for {
				other.get("theme")
				work()
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*settings).get")
	slow.end(s, 1)
	s.await(3, "sleep", "loadSettingsWell.func2")
}
