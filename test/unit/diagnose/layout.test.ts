import assert from 'node:assert/strict';
import type { WordBytes } from '../../../src/core';
import { offsetOf } from '../../../src/core/diagnose/objects/layout';
import { programOf } from './program';

// The offsets are those that unsafe.Offsetof gives with GOARCH=amd64 and GOARCH=386.
const code = `package x

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

type Box struct {
	name    string
	flag    bool
	when    time.Time
	small   uint16
	size    int64
	hits    atomic.Int64
	ctx     context.Context
	once    sync.Once
	cond    sync.Cond
	wg      sync.WaitGroup
	list    []int
	inner   struct {
		on bool
		mu sync.Mutex
	}
	array   [3]uint16
	rw      sync.RWMutex
	unknown strange.Type
	last    sync.Mutex
}
`;

async function offset(field: string, wordBytes: WordBytes): Promise<number | undefined> {
  const program = await programOf({ 'x/x.go': code }, wordBytes);
  const box = { kind: 'named', pkg: 'file:///x', name: 'Box' } as const;
  const [first, ...rest] = field.split('.');
  const outer = program.fieldIn(box, first!)!;
  const path = rest.reduce(
    (fields, name) => [...fields, ...program.fieldIn(fields.at(-1)!.type, name)!.path],
    outer.path,
  );
  return offsetOf(program, box, path);
}

describe('The offset of a field', () => {
  const fields: readonly (readonly [field: string, on64: number | undefined, on32: number | undefined])[] = [
    ['flag', 16, 8],
    ['when', 24, 12],
    ['small', 48, 32],
    ['size', 56, 36],
    ['hits', 64, 48],
    ['ctx', 72, 56],
    ['once', 88, 64],
    ['cond', 104, 76],
    ['wg', 160, 112],
    ['list', 176, 128],
    ['inner.mu', 204, 144],
    ['array', 212, 152],
    ['rw', 220, 160],
    ['last', undefined, undefined],
  ];
  for (const [field, on64, on32] of fields) {
    it(`is ${on64 ?? 'not known'} for ${field} on 64-bit machines, and ${on32 ?? 'not known'} on 32-bit ones`, async () => {
      assert.equal(await offset(field, 8), on64);
      assert.equal(await offset(field, 4), on32);
    });
  }
});
