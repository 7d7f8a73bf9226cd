/** Number of goroutines in a large dump. Each has a different stack. */
export const goroutines = 20_000;

export const locks = 5;

/** The text of a dump that is too large for the server to pass it to the editor. */
export function largeDump(): string {
  const frames = Array.from(
    { length: 24 },
    (_, n) =>
      `example.com/lab/work.f${n}(0xc000010000, 0x1)\n\t/home/gopher/src/lab/work/work.go:${n} +0x1d\n`,
  ).join('');
  return Array.from({ length: goroutines }, (_, n) =>
    [
      `goroutine ${n + 1} [sync.Mutex.Lock, ${1 + (n % 9)} minutes]:\n`,
      `sync.(*Mutex).Lock(0xc00001${n % locks}000)\n\t/usr/local/go/src/sync/mutex.go:90 +0x1d\n`,
      `${frames}main.f${n}()\n\t/home/gopher/src/lab/main.go:${n} +0x1d\n`,
    ].join(''),
  ).join('\n');
}
