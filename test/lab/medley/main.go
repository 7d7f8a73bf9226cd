// Command medley hangs in ten ways at once, each with types of its own. It is plain Go 1.19, so that any later version builds
// it: versions differ in the states, frames and addresses that a dump shows of the same hang.
//
// It says "ready" when all goroutines are in place. Then it does what its standard input says, a word on each line, and says
// "ready" again: "dump" and "profile" write a debug=2 dump and a debug=1 profile to its standard output, "binary FILE" a binary
// profile to a file, "collect" runs the garbage collector. SIGQUIT ends it with a dump.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"
)

func main() {
	hangs := []func(){
		hangAccounts, hangRoutes, hangMailboxes, hangCrew, hangSignal, hangSetup, hangOrphan, hangSleeper, hangNil, hangLost,
	}
	for _, hang := range hangs {
		hang()
	}
	time.Sleep(300 * time.Millisecond)
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		word, file, _ := strings.Cut(lines.Text(), " ")
		var err error
		switch word {
		case "dump":
			err = pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
		case "profile":
			err = pprof.Lookup("goroutine").WriteTo(os.Stdout, 1)
		case "binary":
			err = writeBinary(file)
		case "collect":
			runtime.GC()
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("\nready")
	}
}

func writeBinary(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup("goroutine").WriteTo(file, 0)
}

// settle lets goroutines get to where they wait.
func settle() {
	time.Sleep(20 * time.Millisecond)
}
