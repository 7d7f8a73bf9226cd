import assert from 'node:assert/strict';
import { goroutineId, goroutinesIn, parseDump } from '../../../src/core';
import { assertLinear, measuringTime } from '../../linearTime';

const creator = 'created by main.main in goroutine 1\n\t/x/main.go:9 +0x1\n';
const header = (id: number, state = 'running') => `goroutine ${id} [${state}]:\n`;
const whole = (id: number, state?: string) =>
  `${header(id, state)}main.f${id}()\n\t/x/main.go:${id} +0x1\n${creator}\n`;
const bare = (id: number) =>
  `${header(id)}\tgoroutine running on other thread; stack unavailable\n${creator}\n`;

/** The sections of the text: their titles, and their goroutines, each without a stack marked by a `?`. */
function shown(text: string): string[] {
  const { goroutines, sections, stacks } = parseDump(text);
  return sections.map((section) => {
    const ids = [...goroutinesIn(section)].map((index) => {
      const { unavailable } = stacks[goroutines.stack[index]!]!;
      return `${goroutineId(goroutines, index)}${unavailable ? '?' : ''}`;
    });
    assert.equal(section.goroutines, ids.length);
    return `${section.title}: ${ids.join(' ')}`;
  });
}

const crash = `panic: a\n\n${whole(7)}${whole(1, 'select')}${bare(8)}${whole(9, 'select')}${bare(10)}`;

describe('A goroutine whose stack was unavailable', () => {
  for (const [title, text, expected] of [
    ['stays if it does not come again', crash, ['panic: a: 7 1 8? 9 10?']],
    ['is there once if it comes with its stack', `${crash}${whole(8)}`, ['panic: a: 7 1 9 10? 8']],
    ['is there once, each of several', `${crash}${whole(10)}${whole(8)}`, ['panic: a: 7 1 9 10 8']],
    [
      'comes below a panic of its own, printed when the first thread has printed all',
      `${crash}panic: b\n\n${whole(8)}panic: c\n[signal SIGSEGV: segmentation violation]\n\n${whole(10)}exit status 2\n`,
      ['panic: a: 7 1 9 8 10'],
    ],
    [
      'is not looked for in the dump of the program as it was started again',
      `${crash}panic: a\n\n${whole(8)}${whole(1, 'select')}`,
      ['panic: a: 7 1 8? 9 10?', 'panic: a: 8 1'],
    ],
    [
      'is not looked for in a dump that begins with its goroutine',
      `${crash}${whole(8)}${whole(1, 'select')}${whole(7, 'select')}`,
      ['panic: a: 7 1 8? 9 10?', ': 8 1 7'],
    ],
    [
      'is not looked for below another title',
      `==> a <==\n${crash}\n==> b <==\n${whole(8)}`,
      ['panic: a: 7 1 8? 9 10?', ': 8'],
    ],
    [
      'comes in the block of its thread',
      `SIGQUIT: quit\n\n${whole(7)}${bare(8)}-----\n\nSIGQUIT: quit\nPC=0x1 m=3 sigcode=0\n\n${whole(8)}\n`,
      ['SIGQUIT: quit: 7 8'],
    ],
    [
      'comes in each of several dumps',
      `${crash}${whole(8)}${whole(3)}${crash}${whole(10)}`,
      ['panic: a: 7 1 9 10? 8 3', 'panic: a: 7 1 8? 9 10'],
    ],
    [
      'is there twice if neither has a stack, as are others that come again',
      `${crash}${bare(8)}${bare(10)}`,
      ['panic: a: 7 1 8? 9 10?', ': 8? 10?'],
    ],
  ] as const) {
    it(title, () => {
      assert.deepEqual(shown(text), expected);
    });
  }

  it('is found in linear time', async () => {
    await assertLinear(
      (size) => {
        const ids = Array.from({ length: size >> 8 }, (_, n) => n + 2);
        const text = `panic: a\n\n${whole(1)}${ids.map(bare).join('')}${ids
          .reverse()
          .map((id) => whole(id))
          .join('')}`;
        const bytes = Buffer.from(text.replaceAll(/main\.f\d+/g, 'main.f'));
        return () => {
          assert.equal(parseDump(bytes).goroutines.length, ids.length + 1);
        };
      },
      1 << 18,
      1 << 20,
    );
  }).timeout(measuringTime);
});
