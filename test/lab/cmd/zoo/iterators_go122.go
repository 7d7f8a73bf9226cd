//go:build !go1.23

package main

// Go 1.22 has no iterators.
var iterators []exhibit
