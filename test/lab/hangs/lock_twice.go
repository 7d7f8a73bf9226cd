package main

import "sync"

// truth: selfDeadlock
func init() { register("lock-twice", payInvoices, payInvoicesOneByOne) }

type invoice struct {
	id    int
	cents int
	paid  bool
}

type invoiceBook struct {
	mu      sync.Mutex
	open    []*invoice
	balance int
}

// settle pays all open invoices and notes overdrafts on the way.
func (b *invoiceBook) settle() (overdrafts int) {
	b.mu.Lock() // truth: payer holds b.mu
	for _, inv := range b.open {
		inv.paid = true
		if b.balance < inv.cents {
			b.mu.Lock() // truth: payer waits mutex b.mu
			overdrafts++
			b.mu.Unlock()
		}
		b.balance -= inv.cents
	}
	b.mu.Unlock()
	return overdrafts
}

// settleOne pays one invoice, and takes the lock twice in a row.
func (b *invoiceBook) settleOne(inv *invoice) {
	b.mu.Lock()
	overdrawn := b.balance < inv.cents
	work()
	b.mu.Unlock()
	b.mu.Lock()
	if !overdrawn {
		b.balance -= inv.cents
	}
	inv.paid = !overdrawn
	work()
	b.mu.Unlock()
}

func payInvoices(s *stage) {
	book := &invoiceBook{balance: 100, open: []*invoice{{1, 60, false}, {2, 70, false}}}
	go book.settle()
	s.await(1, "sync.Mutex.Lock", "(*invoiceBook).settle")
}

func payInvoicesOneByOne(s *stage) {
	book := &invoiceBook{balance: 1 << 40}
	for id := range 4 {
		go func() {
			for inv := (&invoice{id, 1, false}); ; {
				book.settleOne(inv)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*invoiceBook).settleOne")
}
