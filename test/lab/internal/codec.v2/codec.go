// Package codec reads messages. Its import path ends in ".v2": the runtime
// escapes the dot of a last path element in function names.
package codec

// Decoder turns incoming bytes into messages.
type Decoder struct {
	Input <-chan []byte
}

// Next waits for a message.
func (d *Decoder) Next() []byte {
	return <-d.Input
}
