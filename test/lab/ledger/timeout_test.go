//go:build timeout

package ledger

import (
	"sync"
	"testing"
)

// TestTransferBothWays never ends: each transfer holds the account that the
// other one needs.
func TestTransferBothWays(t *testing.T) {
	var savings, checking Account
	var halfway, done sync.WaitGroup
	halfway.Add(2)
	done.Add(2)
	meet := func() {
		halfway.Done()
		halfway.Wait()
	}
	go func() {
		defer done.Done()
		Transfer(&savings, &checking, 5, meet)
	}()
	go func() {
		defer done.Done()
		Transfer(&checking, &savings, 7, meet)
	}()
	done.Wait()
}
