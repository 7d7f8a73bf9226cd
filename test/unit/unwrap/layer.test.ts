import assert from 'node:assert/strict';
import { LayerLearner } from '../../../src/core/unwrap/layer';
import type { LineRewrite } from '../../../src/core/unwrap/lineRewrite';
import { Prefix } from '../../../src/core/unwrap/prefix';
import { Region } from '../../../src/core/unwrap/region';
import type { StreamForm } from '../../../src/core/unwrap/stream';
import { bytesOf } from './rewritten';

const header = 'goroutine 1 [running]:';

const formOf = ({ at, form }: StreamForm) => ({ prefix: at instanceof Prefix ? at.example : at, form });

/** Describes a rewrite: lines by their zero-based numbers, an offset by the text that follows it. */
function rewriteOf(text: string, rewrite: LineRewrite): string {
  const lineOf = (at: number) => text.slice(0, at).split('\n').length - 1;
  const line = lineOf(rewrite.start);
  switch (rewrite.kind) {
    case 'split':
      return `line ${line} splits before “${text.slice(rewrite.at).split('\n')[0]!}”`;
    case 'escaped':
      return `line ${line} is escaped: ${rewrite.scope}`;
    case 'string':
      return `line ${line} has a string to line ${lineOf(rewrite.end)}`;
    case 'strings':
      return `line ${line} has ${rewrite.groups.flat().length} strings`;
    case 'block': {
      const { header, prefix } = rewrite;
      const below = header === undefined ? '' : ` below “${text.slice(rewrite.start, header)}”`;
      return `lines ${line} to ${lineOf(rewrite.end - 1) + 1} have the prefix “${prefix.example}”${below}`;
    }
  }
}

function learn(lines: readonly string[]) {
  const text = lines.join('\n');
  const region = new Region(bytesOf(text), 0, text.length);
  const learner = new LayerLearner(region);
  const first = learner.learnFirst();
  const { streams, rewrites } = learner.learnRest([region]);
  return {
    streams: [first, ...streams].filter((stream) => stream !== undefined).map(formOf),
    rewrites: rewrites.map((rewrite) => rewriteOf(text, rewrite)),
  };
}

const prefixed = (...prefixes: readonly string[]) => ({
  streams: prefixes.map((prefix) => ({ prefix, form: 'bare' })),
  rewrites: [],
});
const rewritten = (...rewrites: readonly string[]) => ({ streams: [], rewrites });

describe('The text before a header', () => {
  it('is a prefix if the next line begins with it too', () => {
    assert.deepEqual(learn([`web | ${header}`, 'web | anything', '']), prefixed('web | '));
  });

  it('is a prefix if a line of a stack begins with it, after lines of others', () => {
    assert.deepEqual(learn([`web | ${header}`, 'db | checkpoint', 'web | main.main()']), prefixed('web | '));
  });

  it('is not a prefix if only a line outside a stack begins with it, after lines of others', () => {
    assert.deepEqual(learn([`web | ${header}`, 'db | checkpoint', 'web | anything']), rewritten());
  });

  it('is searched for only in the next 200 lines', () => {
    const others = (count: number) => Array.from({ length: count }, () => 'db | checkpoint');
    const text = (count: number) => [`web | ${header}`, ...others(count), 'web | main.main()'];
    assert.deepEqual(learn(text(199)), prefixed('web | '));
    assert.deepEqual(learn(text(200)), rewritten());
  });

  it('is split off if lines of its stack follow without it', () => {
    assert.deepEqual(
      learn([`seen: ${header}`, 'main.main()']),
      rewritten(`line 0 splits before “${header}”`),
    );
  });

  it('is a prefix if nothing but empty lines follows', () => {
    assert.deepEqual(learn([`web | ${header}`, '', '']), prefixed('web | '));
  });

  it('is not a prefix if it is longer than 1024 bytes', () => {
    const text = (length: number) => [1, 2].map(() => 'x'.repeat(length) + header);
    assert.deepEqual(learn(text(1024)), prefixed('x'.repeat(1024)));
    assert.deepEqual(learn(text(1025)), rewritten());
  });

  it('is learned once for each service', () => {
    assert.deepEqual(
      learn([
        `web | ${header}`,
        'web | main.main()',
        `api | ${header}`,
        'api | main.main()',
        `web | ${header}`,
      ]),
      prefixed('web | ', 'api | '),
    );
  });

  it('is learned for at most 256 services', () => {
    const { streams, rewrites } = learn(
      Array.from({ length: 257 }, (_, n) => [`s${n}-${header}`, `s${n}-main.main()`]).flat(),
    );
    assert.equal(streams.length, 256);
    assert.deepEqual(rewrites, [`line 512 splits before “${header}”`]);
  });

  it('is learned from lines of a panic only if no header has text before it', () => {
    assert.deepEqual(learn(['web | panic: boom', 'web | anything']), prefixed('web | '));
    assert.deepEqual(
      learn(['api | panic: boom', 'api | anything', `web | ${header}`, 'web | main.main()']),
      prefixed('web | '),
    );
  });

  it('is not a layer if it is empty', () => {
    assert.deepEqual(learn([header, 'main.main()', '\t/x/main.go:1']), rewritten());
    assert.deepEqual(
      learn([`goroutine 1 [running, labels:{"note":"${header}"}]:`, 'main.main()']),
      rewritten(),
    );
  });
});

describe('A header in a JSON string', () => {
  it('makes the text before it a prefix if each line of the dump has its own string', () => {
    assert.deepEqual(learn([`{"msg":"${header}"}`, '{"msg":"main.main()"}']), {
      streams: [{ prefix: '{"msg":"', form: 'quoted' }],
      rewrites: [],
    });
  });

  it('makes it one of terminated strings if they end with a line feed', () => {
    assert.deepEqual(learn([`{"out":"${header}\\n"}`, '{"out":"main.main()\\n"}']), {
      streams: [{ prefix: '{"out":"', form: 'terminated' }],
      rewrites: [],
    });
  });

  it('makes it one of terminated strings for Docker, even if the first one has no line feed', () => {
    assert.deepEqual(learn([`{"log":"${header}"}`, '{"log":"\\n"}']).streams, [
      { prefix: '{"log":"', form: 'terminated' },
    ]);
  });

  it('that contains the whole stack is unescaped, and so is each similar line', () => {
    const line = `{"stack":"${header}\\nmain.main()\\n\\t/x/main.go:1"}`;
    assert.deepEqual(
      learn([line, 'other', line]),
      rewritten('line 0 is escaped: quoted', 'line 2 is escaped: quoted'),
    );
  });
});

describe('A header with escaped line feeds', () => {
  it('outside a string makes its whole line escaped', () => {
    const stack = `${header}\\nmain.main()\\n\\t/x/main.go:1`;
    assert.deepEqual(learn([`stack=${stack}`]), rewritten('line 0 is escaped: all'));
    assert.deepEqual(learn([stack]), rewritten('line 0 is escaped: all'));
  });
});

describe('A stack without a header in a JSON string', () => {
  it('is unescaped', () => {
    assert.deepEqual(
      learn(['{"stack":"main.main\\n\\t/x/main.go:1"}']),
      rewritten('line 0 is escaped: quoted'),
    );
  });

  it('is not unescaped outside a string', () => {
    assert.deepEqual(learn(['main.main\\n\\t/x/main.go:1']), rewritten());
  });
});

describe('An indented header', () => {
  it('makes one block of the lines around it that have the same indentation or are empty', () => {
    assert.deepEqual(
      learn(['Seen:', '  note', `  ${header}`, '  main.main()', '', '  \t/x/main.go:1', 'after']),
      rewritten('lines 1 to 6 have the prefix “  ”'),
    );
  });

  it('may have a bullet, and the lines after it another indentation', () => {
    const frame = (indent: string) => [`${indent}main.main()`, `${indent}\t/x/main.go:1`];
    assert.deepEqual(
      learn([`- ${header}`, ...frame('  '), `12. ${header}`, ...frame('    ')]),
      rewritten(
        'lines 0 to 3 have the prefix “  ” below “- ”',
        'lines 3 to 6 have the prefix “    ” below “12. ”',
      ),
    );
  });

  it('may follow other text in its line, and the frames another prefix', () => {
    for (const [before, prefix] of [
      ['hub_test.go:31: still running: ', '        '],
      ['hub.log:103:', 'hub.log: '],
      ['// ', '//\t'],
    ]) {
      assert.deepEqual(
        learn([`${before}${header}`, `${prefix}main.main()`, `${prefix}\t/x/main.go:1 +0x1d`, 'after']),
        rewritten(`lines 0 to 3 have the prefix “${prefix}” below “${before}”`),
      );
    }
  });

  it('is split off if no line of a stack has the same indentation', () => {
    assert.deepEqual(learn([`  ${header}`, 'main.main()']), rewritten(`line 0 splits before “${header}”`));
  });
});

describe('An indented panic', () => {
  it('is one layer if the whole text has the same indentation', () => {
    assert.deepEqual(
      learn(['  panic: boom', '', '  exit status 2']),
      rewritten('lines 0 to 3 have the prefix “  ”'),
    );
  });

  it('is unchanged in any other text, e.g. after another panic', () => {
    assert.deepEqual(learn(['panic: first', '\tpanic: second', '']), rewritten());
  });
});
