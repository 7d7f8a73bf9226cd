// Command hangs brings about the hang that its argument names, or its healthy twin, and waits to be dumped.
//
//	hangs -list
//	hangs lock-twice
//	hangs -twin lock-twice
//
// It says "ready" when the goroutines are in place. Then it does what its standard input says, a word on each line, and
// says "ready" again: "dump" writes a debug=2 dump to its standard output, "collect" runs the garbage collector. SIGQUIT
// ends it with a dump as always.
//
// Each case is one file, named as the case. Its comments that begin with "truth:" say what is to be found, see README.md.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
)

// hang is a program that does not go on, and one that looks alike and does.
type hang struct {
	blocked, twin func(*stage)
}

var hangs = map[string]hang{}

func register(name string, blocked, twin func(*stage)) {
	hangs[name] = hang{blocked, twin}
}

func init() {
	runtime.LockOSThread() // for stage.onMain
}

func main() {
	list := flag.Bool("list", false, "list the cases")
	twin := flag.Bool("twin", false, "run the healthy twin")
	flag.Parse()
	if *list {
		names := make([]string, 0, len(hangs))
		for name := range hangs {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Println(name)
		}
		return
	}
	chosen, ok := hangs[flag.Arg(0)]
	if !ok {
		log.Fatalf("there is no case %q: see -list", flag.Arg(0))
	}
	run := chosen.blocked
	if *twin {
		run = chosen.twin
	}
	s := &stage{}
	run(s)
	if s.onMain != nil {
		go func() {
			s.beside()
			serveDumps()
		}()
		s.onMain()
		return
	}
	runtime.UnlockOSThread()
	serveDumps()
}

// serveDumps does what standard input says.
func serveDumps() {
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		switch lines.Text() {
		case "dump":
			if err := pprof.Lookup("goroutine").WriteTo(os.Stdout, 2); err != nil {
				log.Fatal(err)
			}
		case "collect":
			runtime.GC()
		}
		fmt.Println("\nready")
	}
}
