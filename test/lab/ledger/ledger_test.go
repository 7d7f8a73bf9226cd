package ledger

import "testing"

func TestTransfer(t *testing.T) {
	var savings, checking Account
	Transfer(&savings, &checking, 5, nil)
	if savings.balance != -5 || checking.balance != 5 {
		t.Errorf("got %d and %d, want -5 and 5", savings.balance, checking.balance)
	}
}
