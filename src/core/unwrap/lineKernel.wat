;; Removes the prefixes of lines, and the escapes of lines that are strings. Stops at the first line that does not match the
;; template, or that only TypeScript can read. LineUnwrapper does the same in TypeScript, one line at a time. The addresses
;; are defined in lineKernel.ts.
;;
;; Line feeds follow the text, so that every search ends there. A line that ends at $limit is not taken.
(module
  (import "env" "memory" (memory 1))

  (global $out (mut i32) (i32.const 0))
  (global $piece (mut i32) (i32.const 0))
  (global $pieceLimit (mut i32) (i32.const 0))
  ;; Address in the original minus address in the rewritten text, in the last piece.
  (global $shift (mut i32) (i32.const 0))

  ;; The classes of the bytes of the text, one bit per class. Both halves of a byte are looked up.
  (func (export "byteClasses") (param $at i32) (param $end i32) (result i32)
    (local $bytes v128) (local $found v128) (local $both i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $bytes (v128.load (local.get $at)))
        (local.set $found
          (v128.or
            (local.get $found)
            (v128.and
              ;; By the low half, then by the high one: 00 and 0d (1), 1b (2), # (4), & (8), < (16), c2 (32), e2 and ef (64).
              (i8x16.swizzle
                (v128.const i8x16 1 0 96 4 0 0 8 0 0 0 0 2 16 1 0 64)
                (v128.and (local.get $bytes) (i8x16.splat (i32.const 0x0f))))
              (i8x16.swizzle
                (v128.const i8x16 1 2 12 16 0 0 0 0 0 0 0 0 32 0 64 0)
                (i8x16.shr_u (local.get $bytes) (i32.const 4))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.set $both
      (i64.or
        (i64x2.extract_lane 0 (local.get $found))
        (i64x2.extract_lane 1 (local.get $found))))
    (local.set $both (i64.or (local.get $both) (i64.shr_u (local.get $both) (i64.const 32))))
    (local.set $both (i64.or (local.get $both) (i64.shr_u (local.get $both) (i64.const 16))))
    (local.set $both (i64.or (local.get $both) (i64.shr_u (local.get $both) (i64.const 8))))
    (i32.and (i32.wrap_i64 (local.get $both)) (i32.const 0xff)))

  ;; Address of the line feed that ends the line.
  (func $lineEnd (param $at i32) (result i32)
    (local $feeds i32)
    (loop $next
      (local.set $feeds
        (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x0a)))))
      (if (i32.eqz (local.get $feeds))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (i32.add (local.get $at) (i32.ctz (local.get $feeds))))

  ;; Whether the bytes from $at match the template, with any digits where it has digits.
  (func $matches (param $at i32) (param $template i32) (param $end i32) (result i32)
    (local $bytes v128)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (if (i32.eqz
            (i8x16.all_true
              (v128.or
                (i8x16.eq (local.get $bytes) (v128.load (local.get $template)))
                (v128.or
                  (v128.and
                    (v128.load offset=1056 (local.get $template))
                    (i8x16.lt_u
                      (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 0x30)))
                      (i8x16.splat (i32.const 10))))
                  (v128.load offset=2112 (local.get $template))))))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $template (i32.add (local.get $template) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $template) (local.get $end))))
    (i32.const 1))

  ;; Begins a piece: the rewritten text is the original from $origin. False if there is no room.
  (func $begin (param $origin i32) (result i32)
    (local $shift i32)
    (local.set $shift (i32.sub (local.get $origin) (global.get $out)))
    (if (i32.eq (local.get $shift) (global.get $shift)) (then (return (i32.const 1))))
    (if (i32.ge_u (global.get $piece) (global.get $pieceLimit)) (then (return (i32.const 0))))
    (i32.store (global.get $piece) (global.get $out))
    (i32.store offset=4 (global.get $piece) (local.get $origin))
    (global.set $piece (i32.add (global.get $piece) (i32.const 8)))
    (global.set $shift (local.get $shift))
    (i32.const 1))

  ;; Copies whole blocks, so it may write after the end.
  (func $copy (param $at i32) (param $end i32) (result i32)
    (local $to i32)
    (if (i32.eq (local.get $at) (local.get $end)) (then (return (i32.const 1))))
    (if (i32.eqz (call $begin (local.get $at))) (then (return (i32.const 0))))
    (local.set $to (global.get $out))
    (global.set $out (i32.add (local.get $to) (i32.sub (local.get $end) (local.get $at))))
    (loop $next
      (v128.store (local.get $to) (v128.load (local.get $at)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 1))

  ;; The value of a hexadecimal digit; more than 15 for any other byte.
  (func $digit (param $byte i32) (result i32)
    (local $letter i32)
    (local.set $letter (i32.sub (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x61)))
    (if (i32.lt_u (local.get $letter) (i32.const 6))
      (then (return (i32.add (local.get $letter) (i32.const 10)))))
    (select
      (i32.sub (local.get $byte) (i32.const 0x30))
      (i32.const 16)
      (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10))))

  ;; The character of the escape \u00XX, given the address of XX; 0 if it is above 7f.
  (func $unicode (param $at i32) (result i32)
    (local $high i32) (local $low i32)
    (if (i32.ne (i32.load16_u (i32.sub (local.get $at) (i32.const 2))) (i32.const 0x3030))
      (then (return (i32.const 0))))
    (local.set $high (call $digit (i32.load8_u (local.get $at))))
    (local.set $low (call $digit (i32.load8_u offset=1 (local.get $at))))
    (select
      (i32.or (i32.shl (local.get $high) (i32.const 4)) (local.get $low))
      (i32.const 0)
      (i32.and
        (i32.lt_u (local.get $high) (i32.const 8))
        (i32.lt_u (local.get $low) (i32.const 16)))))

  ;; Writes a string without its escapes, up to the closing quote before $end. False if only TypeScript can read it.
  (func $string (param $at i32) (param $end i32) (param $simple i32) (result i32)
    (local $from i32) (local $bytes v128) (local $found i32) (local $char i32) (local $length i32)
    (local.set $from (local.get $at))
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $found
        (i8x16.bitmask
          (v128.or
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))))
      (if (i32.eqz (local.get $found))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $end)))
          (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $found))))
      ;; An escape is at most six bytes long.
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
      (if (i32.eqz (call $copy (local.get $from) (local.get $at))) (then (return (i32.const 0))))
      (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 1))))
      (local.set $char (i32.load8_u offset=1 (local.get $at)))
      (local.set $length (i32.const 2))
      (if (i32.eq (local.get $char) (i32.const 0x75))
        (then
          (local.set $char (call $unicode (i32.add (local.get $at) (i32.const 4))))
          (local.set $length (i32.const 6)))
        (else
          (if (i32.ge_u (local.get $char) (i32.const 0x80)) (then (return (i32.const 0))))
          (local.set $char (i32.load8_u (i32.add (local.get $simple) (local.get $char))))))
      (if (i32.eqz (local.get $char)) (then (return (i32.const 0))))
      (if (i32.ge_u (i32.add (local.get $at) (local.get $length)) (local.get $end))
        (then (return (i32.const 0))))
      (if (i32.eqz (call $begin (local.get $at))) (then (return (i32.const 0))))
      (i32.store8 (global.get $out) (local.get $char))
      (global.set $out (i32.add (global.get $out) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (local.get $length)))
      (local.set $from (local.get $at))
      (br $next))
    (unreachable))

  ;; Takes lines, and stores where it has stopped. Input and output are 32-bit numbers, in the order of lineKernel.ts.
  (func (export "take")
    (local $at i32) (local $limit i32) (local $outLimit i32) (local $length i32) (local $form i32)
    (local $template i32) (local $simple i32)
    (local $end i32) (local $content i32) (local $lineOut i32) (local $linePiece i32) (local $lineShift i32)
    (local.set $at (i32.load (i32.const 0)))
    (local.set $limit (i32.load (i32.const 4)))
    (global.set $out (i32.load (i32.const 8)))
    (local.set $outLimit (i32.load (i32.const 12)))
    (global.set $piece (i32.load (i32.const 16)))
    (global.set $pieceLimit (i32.load (i32.const 20)))
    (global.set $shift (i32.load (i32.const 24)))
    (local.set $length (i32.load (i32.const 28)))
    (local.set $form (i32.load (i32.const 32)))
    (local.set $template (i32.load (i32.const 36)))
    (local.set $simple (i32.load (i32.const 40)))
    (block $done
      (loop $next
        (local.set $lineOut (global.get $out))
        (local.set $linePiece (global.get $piece))
        (local.set $lineShift (global.get $shift))
        (local.set $end (call $lineEnd (local.get $at)))
        (br_if $done (i32.ge_u (local.get $end) (local.get $limit)))
        (br_if $done
          (i32.gt_u
            (i32.add (global.get $out) (i32.sub (local.get $end) (local.get $at)))
            (local.get $outLimit)))
        (local.set $content (i32.add (local.get $at) (local.get $length)))
        (br_if $done (i32.gt_u (local.get $content) (local.get $end)))
        (br_if $done
          (i32.eqz
            (call $matches
              (local.get $at)
              (local.get $template)
              (i32.add (local.get $template) (local.get $length)))))
        (if (i32.eqz (local.get $form)) ;; bare
          (then
            (br_if $done
              (i32.eqz (call $copy (local.get $content) (i32.add (local.get $end) (i32.const 1))))))
          (else
            (br_if $done
              (i32.eqz (call $string (local.get $content) (local.get $end) (local.get $simple))))
            ;; A string without its line's line feed needs one, or continues in the next string.
            (if (i32.eq (local.get $form) (i32.const 1))
              (then
                (br_if $done
                  (i32.ne
                    (i32.load8_u (i32.sub (global.get $out) (i32.const 1)))
                    (i32.const 0x0a)))))))
        (local.set $at (i32.add (local.get $end) (i32.const 1)))
        (br $next)))
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 8) (local.get $lineOut))
    (i32.store (i32.const 16) (local.get $linePiece))
    (i32.store (i32.const 24) (local.get $lineShift))
    (i32.store (i32.const 44) (local.get $end))))
