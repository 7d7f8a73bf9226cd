// Package ledger moves money between accounts, and locks them in the order in
// which they are named.
package ledger

import "sync"

// Account is one account's balance.
type Account struct {
	mu      sync.Mutex
	balance int
}

// Transfer moves an amount. It calls audit, if any, when the money has left
// the first account and has not yet reached the second.
func Transfer(from, to *Account, amount int, audit func()) {
	from.mu.Lock()
	defer from.mu.Unlock()
	from.balance -= amount
	if audit != nil {
		audit()
	}
	to.mu.Lock()
	defer to.mu.Unlock()
	to.balance += amount
}
