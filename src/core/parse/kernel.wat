;; Reads known lines of goroutines: blank lines, headers, frames and created-by frames. Stops at the first other line.
;; KnownLines describes the tables. TracebackParser.parse does the same in TypeScript, one step at a time, and continues
;; where the kernel stops. The addresses are defined in kernel.ts.
;;
;; A line feed follows the text, so that every search ends there. Lines that end after $limit are not read.
(module
  (import "env" "memory" (memory 1))

  (global $limit (mut i32) (i32.const 0))
  (global $nodes (mut i32) (i32.const 0))
  (global $keys (mut i32) (i32.const 0))
  (global $branches (mut i32) (i32.const 0))
  (global $branchBits (mut i32) (i32.const 0))
  (global $branchFactor (mut i32) (i32.const 0))
  ;; Further results of functions: the address after the lines, the N of `in goroutine N`, and the id.
  (global $after (mut i32) (i32.const 0))
  (global $creator (mut i64) (i64.const 0))
  (global $id (mut i64) (i64.const 0))

  ;; Address of the line feed that ends the line, if only a blank and characters of offsets precede it (`0-9a-f+xps= `, a
  ;; carriage return); else 0. Both halves of a byte are looked up. Each bit stands for a row of ASCII; the byte is in the row
  ;; if both halves have the bit.
  (func $offsetsEnd (param $at i32) (result i32)
    (local $bytes v128) (local $other i32)
    (if (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 0x20)) (then (return (i32.const 0))))
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $other
        (i8x16.bitmask
          (i8x16.eq
            (v128.and
              ;; By the low half: rows 0x0_ (bit 0), 0x2_ (1), 0x3_ (2), 0x6_ (3), 0x7_ (4).
              (i8x16.swizzle
                (v128.const i8x16 0x16 0x0c 0x0c 0x1c 0x0c 0x0c 0x0c 0x04 0x14 0x04 0 0x02 0 0x05 0 0)
                (v128.and (local.get $bytes) (i8x16.splat (i32.const 0x0f))))
              (i8x16.swizzle
                (v128.const i8x16 0x01 0 0x02 0x04 0 0 0x08 0x10 0 0 0 0 0 0 0 0)
                (i8x16.shr_u (local.get $bytes) (i32.const 4))))
            (v128.const i64x2 0 0))))
      (if (i32.eqz (local.get $other))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $other))))
    (select (local.get $at) (i32.const 0) (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x0a))))

  ;; Address of the next line, if this one ends with arguments without a parenthesis; else 0.
  (func $argumentsEnd (param $at i32) (result i32)
    (local $bytes v128) (local $found i32) (local $last i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $found
        (i8x16.bitmask
          (v128.or
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0a)))
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x28))))))
      (if (i32.eqz (local.get $found))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $found))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x28)) (then (return (i32.const 0))))
    (local.set $last (i32.sub (local.get $at) (i32.const 1)))
    (if (i32.eq (i32.load8_u (local.get $last)) (i32.const 0x0d))
      (then (local.set $last (i32.sub (local.get $last) (i32.const 1)))))
    (select
      (i32.add (local.get $at) (i32.const 1))
      (i32.const 0)
      (i32.eq (i32.load8_u (local.get $last)) (i32.const 0x29))))

  ;; The number at the address, and the address after it; 0 if there are no digits, or more than 15.
  (func $number (param $at i32) (result i64 i32)
    (local $value i64) (local $start i32) (local $digit i32)
    (local.set $start (local.get $at))
    (block $done
      (loop $next
        (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
        (br_if $done (i32.gt_u (local.get $digit) (i32.const 9)))
        (local.set $value
          (i64.add (i64.mul (local.get $value) (i64.const 10)) (i64.extend_i32_u (local.get $digit))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.get $value)
    (select
      (local.get $at)
      (i32.const 0)
      (i32.lt_u
        (i32.sub (i32.sub (local.get $at) (local.get $start)) (i32.const 1))
        (i32.const 15))))

  ;; Address of the next line, if only ` in goroutine N` or nothing follows the creator's name; else 0. Sets $creator.
  (func $creatorEnd (param $at i32) (result i32)
    (global.set $creator (i64.const 0))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20))
      (then
        (if (i64.ne (i64.load (local.get $at)) (i64.const 0x6f726f67206e6920)) ;; ` in goro`
          (then (return (i32.const 0))))
        (if (i32.ne (i32.load offset=8 (local.get $at)) (i32.const 0x6e697475)) ;; `utin`
          (then (return (i32.const 0))))
        (if (i32.ne (i32.load16_u offset=12 (local.get $at)) (i32.const 0x2065)) ;; `e `
          (then (return (i32.const 0))))
        (call $number (i32.add (local.get $at) (i32.const 14)))
        (local.set $at)
        (global.set $creator)
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x0d))
      (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (select
      (i32.add (local.get $at) (i32.const 1))
      (i32.const 0)
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x0a))))

  ;; The node whose key has the given byte at a position where another key has a different byte; 0 if there is none.
  (func $find (param $position i32) (param $byte i32) (result i32)
    (local $slot i32) (local $address i32)
    (local.set $slot
      (i32.shr_u
        (i32.mul
          (i32.xor
            (i32.xor
              (i32.shl (local.get $position) (i32.const 8))
              (i32.shr_u (local.get $position) (i32.const 24)))
            (local.get $byte))
          (global.get $branchFactor))
        (i32.sub (i32.const 32) (global.get $branchBits))))
    (loop $next
      (local.set $address
        (i32.add (global.get $branches) (i32.shl (local.get $slot) (i32.const 4))))
      (if (i32.eqz (i32.load offset=8 (local.get $address))) (then (return (i32.const 0))))
      (if (i32.eq (i32.load (local.get $address)) (local.get $position))
        (then
          (if (i32.eq (i32.load offset=4 (local.get $address)) (local.get $byte))
            (then (return (i32.load offset=8 (local.get $address)))))))
      (local.set $slot
        (i32.and
          (i32.add (local.get $slot) (i32.const 1))
          (i32.sub (i32.shl (i32.const 1) (global.get $branchBits)) (i32.const 1))))
      (br $next))
    (unreachable))

  ;; The node of the lines at $at, if they are known to follow $node; else 0. Sets $after and $creator.
  (func $follow (param $node i32) (param $at i32) (result i32)
    (local $child i32) (local $record i32) (local $key i32) (local $end i32) (local $found i32) (local $isFirst i32)
    (local.set $child
      (i32.load offset=12 (i32.add (global.get $nodes) (i32.shl (local.get $node) (i32.const 5)))))
    (if (i32.eqz (local.get $child)) (then (return (i32.const 0))))
    (local.set $record (i32.add (global.get $nodes) (i32.shl (local.get $child) (i32.const 5))))
    (local.set $key (i32.add (global.get $keys) (i32.load (local.get $record))))
    (loop $compare
      ;; Moves $key to where it differs from the text, at most to the end of its line.
      (local.set $end (i32.add (global.get $keys) (i32.load offset=4 (local.get $record))))
      (local.set $isFirst (i32.le_u (local.get $key) (local.get $end)))
      (if (i32.eqz (local.get $isFirst))
        (then (local.set $end (i32.add (global.get $keys) (i32.load offset=8 (local.get $record))))))
      (local.set $at (i32.sub (local.get $at) (local.get $key)))
      (block $differs
        (loop $next
          (local.set $found
            (i8x16.bitmask
              (i8x16.ne
                (v128.load (i32.add (local.get $at) (local.get $key)))
                (v128.load (local.get $key)))))
          (br_if $differs (local.get $found))
          (local.set $key (i32.add (local.get $key) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $key) (local.get $end)))))
      (if (local.get $found)
        (then (local.set $key (i32.add (local.get $key) (i32.ctz (local.get $found))))))
      (local.set $key
        (select (local.get $key) (local.get $end) (i32.lt_u (local.get $key) (local.get $end))))
      (local.set $at (i32.add (local.get $at) (local.get $key)))

      (if (i32.eq (local.get $key) (local.get $end))
        (then
          (if (local.get $isFirst)
            (then
              (if (result i32) (i32.eq (i32.load offset=16 (local.get $record)) (i32.const 1))
                (then (call $creatorEnd (local.get $at)))
                (else (call $argumentsEnd (local.get $at))))
              (local.set $found)
              (if (local.get $found)
                (then
                  (if (i32.gt_u (local.get $found) (global.get $limit)) (then (return (i32.const 0))))
                  (local.set $at (local.get $found))
                  (local.set $key (i32.add (local.get $key) (i32.const 1)))
                  (br $compare))))
            (else
              (if (result i32) (i32.eq (i32.load offset=16 (local.get $record)) (i32.const 2))
                (then
                  (select
                    (local.get $at)
                    (i32.const 0)
                    (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x0a))))
                (else (call $offsetsEnd (local.get $at))))
              (local.set $found)
              (if (local.get $found)
                (then
                  (global.set $after (i32.add (local.get $found) (i32.const 1)))
                  (return
                    (select
                      (local.get $child)
                      (i32.const 0)
                      (i32.lt_u (local.get $found) (global.get $limit))))))))))

      ;; The node whose key continues as the text does.
      (local.set $end (i32.sub (local.get $key) (global.get $keys)))
      (local.set $found (i32.load8_u (local.get $at)))
      (local.set $child (call $find (local.get $end) (local.get $found)))
      (if
        (i32.and
          (i32.eqz (local.get $child))
          (i32.or
            (i32.eq (local.get $found) (i32.const 0x20))
            (i32.eq (local.get $found) (i32.const 0x0d))))
        (then (local.set $child (call $find (local.get $end) (i32.const 0x0a)))))
      (if (i32.eqz (local.get $child)) (then (return (i32.const 0))))
      (local.set $key (i32.sub (local.get $key) (i32.load (local.get $record))))
      (local.set $record (i32.add (global.get $nodes) (i32.shl (local.get $child) (i32.const 5))))
      (local.set $key (i32.add (local.get $key) (i32.load (local.get $record))))
      (br $compare))
    (unreachable))

  ;; The node of the suffix of the header at $at; 0 if the suffix is not known. Sets $id and $after.
  (func $header (param $at i32) (result i32)
    (local $byte i32)
    (if (i64.ne (i64.load (local.get $at)) (i64.const 0x6e6974756f726f67)) ;; `goroutin`
      (then (return (i32.const 0))))
    (if (i32.ne (i32.load16_u offset=8 (local.get $at)) (i32.const 0x2065)) ;; `e `
      (then (return (i32.const 0))))
    (call $number (i32.add (local.get $at) (i32.const 10)))
    (local.set $at)
    (global.set $id)
    (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x20)) (then (return (i32.const 0))))
    (block $bracket
      (loop $note ;; gp=0x… m=… mp=0x…
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (br_if $bracket (i32.eq (local.get $byte) (i32.const 0x5b)))
        (if (i32.and (i32.ne (local.get $byte) (i32.const 0x67)) (i32.ne (local.get $byte) (i32.const 0x6d)))
          (then (return (i32.const 0))))
        (loop $next
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (local.set $byte (i32.load8_u (local.get $at)))
          (br_if $note (i32.eq (local.get $byte) (i32.const 0x20)))
          (br_if $next (i32.ne (local.get $byte) (i32.const 0x0a))))
        (return (i32.const 0))))
    (call $follow (i32.const 1) (local.get $at)))

  ;; Input and output are the numbers at address 0, and row 0 of the columns, which is the open goroutine. Adds a row for
  ;; each new goroutine. Columns of eight bytes: 128 id, 8328 creator; of four: 16528 suffix, 20628 start, 24728 line,
  ;; 28828 node, 32928 end, 37028 end line.
  (func (export "run")
    (local $at i32) (local $line i32) (local $state i32) (local $node i32) (local $row i32) (local $lastRow i32)
    (local $end i32) (local $endLine i32) (local $afterBlank i32) (local $afterHeader i32)
    (local $byte i32) (local $found i32) (local $toAddress i32) (local $wide i32)
    (local.set $at (i32.load (i32.const 0)))
    (global.set $limit (i32.load (i32.const 4)))
    (local.set $line (i32.load (i32.const 8)))
    (local.set $state (i32.load (i32.const 12)))
    (local.set $row (i32.load (i32.const 16)))
    (local.set $lastRow (i32.load (i32.const 20)))
    (local.set $afterBlank (i32.load (i32.const 24)))
    (local.set $afterHeader (i32.load (i32.const 28)))
    (global.set $nodes (i32.load (i32.const 32)))
    (global.set $keys (i32.load (i32.const 36)))
    (global.set $branches (i32.load (i32.const 40)))
    (global.set $branchBits (i32.load (i32.const 44)))
    (global.set $branchFactor (i32.load (i32.const 48)))
    (local.set $toAddress (i32.load (i32.const 52)))
    (local.set $node (i32.load offset=28828 (i32.const 0)))
    (local.set $endLine (i32.load offset=37028 (i32.const 0)))

    (block $stop
      (loop $next
        (br_if $stop (i32.ge_u (local.get $at) (global.get $limit)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x0a))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $line (i32.add (local.get $line) (i32.const 1)))
            (local.set $afterBlank (i32.const 1))
            (br $next)))
        (if (i32.eq (local.get $byte) (i32.const 0x67))
          (then
            (local.set $found (call $header (local.get $at)))
            (if (local.get $found)
              (then
                (br_if $stop (i32.eq (local.get $row) (local.get $lastRow)))
                (i32.store offset=28828 (local.get $row) (local.get $node))
                (i32.store offset=32928 (local.get $row) (i32.sub (local.get $end) (local.get $toAddress)))
                (i32.store offset=37028 (local.get $row) (local.get $endLine))
                (local.set $row (i32.add (local.get $row) (i32.const 4)))
                (local.set $wide (i32.shl (local.get $row) (i32.const 1)))
                (f64.store offset=128 (local.get $wide) (f64.convert_i64_u (global.get $id)))
                (f64.store offset=8328 (local.get $wide) (f64.const 0))
                (i32.store offset=16528 (local.get $row) (local.get $found))
                (i32.store offset=20628 (local.get $row) (i32.sub (local.get $at) (local.get $toAddress)))
                (i32.store offset=24728 (local.get $row) (local.get $line))
                (local.set $state (i32.const 1))
                (local.set $node (i32.const 0))
                (local.set $at (global.get $after))
                (local.set $line (i32.add (local.get $line) (i32.const 1)))
                (local.set $end (local.get $at))
                (local.set $endLine (local.get $line))
                (local.set $afterBlank (i32.const 0))
                (local.set $afterHeader (i32.const 1))
                (br $next)))))
        (if (i32.eq (local.get $state) (i32.const 1))
          (then
            (local.set $found (call $follow (local.get $node) (local.get $at)))
            (if (local.get $found)
              (then
                (local.set $node (local.get $found))
                (local.set $at (global.get $after))
                (local.set $line (i32.add (local.get $line) (i32.const 2)))
                (local.set $end (local.get $at))
                (local.set $endLine (local.get $line))
                (local.set $afterBlank (i32.const 0))
                (local.set $afterHeader (i32.const 0))
                (if
                  (i32.eq
                    (i32.load offset=16
                      (i32.add (global.get $nodes) (i32.shl (local.get $node) (i32.const 5))))
                    (i32.const 1))
                  (then
                    (local.set $state (i32.const 2))
                    (f64.store offset=8328
                      (i32.shl (local.get $row) (i32.const 1))
                      (f64.convert_i64_u (global.get $creator)))))
                (br $next)))))
        ;; A carriage return and a line feed that do not end the text.
        (if
          (i32.and
            (i32.eq (i32.load16_u (local.get $at)) (i32.const 0x0a0d))
            (i32.lt_u (i32.add (local.get $at) (i32.const 1)) (global.get $limit)))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 2)))
            (local.set $line (i32.add (local.get $line) (i32.const 1)))
            (local.set $afterBlank (i32.const 1))
            (br $next)))))

    (i32.store offset=28828 (local.get $row) (local.get $node))
    (i32.store offset=32928 (local.get $row) (i32.sub (local.get $end) (local.get $toAddress)))
    (i32.store offset=37028 (local.get $row) (local.get $endLine))
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 8) (local.get $line))
    (i32.store (i32.const 12) (local.get $state))
    (i32.store (i32.const 16) (local.get $row))
    (i32.store (i32.const 24) (local.get $afterBlank))
    (i32.store (i32.const 28) (local.get $afterHeader))))
