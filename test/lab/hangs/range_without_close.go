package main

// truth: noCounterpart
func init() { register("range-without-close", sumWithoutClose, sumWithClose) }

type csvImport struct {
	rows []int
}

// read sends the rows.
func (c *csvImport) read() <-chan int {
	out := make(chan int)
	go func() {
		for _, row := range c.rows {
			out <- row
		}
	}()
	return out
}

func (c *csvImport) sum() (sum int) {
	for row := range c.read() { // truth: summer waits receive
		sum += row
	}
	return sum
}

// follow sends rows as they come, and closes at the end.
func (c *csvImport) follow() <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for row := 0; row < 1<<40; row++ {
			work()
			out <- row
		}
	}()
	return out
}

func (c *csvImport) sumAll() (sum int) {
	for row := range c.follow() {
		sum += row
	}
	return sum
}

func sumWithoutClose(s *stage) {
	c := &csvImport{rows: []int{1, 2, 3}}
	go c.sum()
	s.await(1, "chan receive", "(*csvImport).sum")
}

func sumWithClose(s *stage) {
	c := &csvImport{}
	go c.sumAll()
	s.await(1, "chan receive", "(*csvImport).sumAll")
}
