import assert from 'node:assert/strict';
import { Prefix } from '../../../src/core/unwrap/prefix';
import { bytesOf, stringOf } from './rewritten';

/** What follows the prefix of the example in the line; undefined if the line has another prefix. */
function rest(example: string, line: string): string | undefined {
  const text = bytesOf(line);
  const after = new Prefix(example).match(text, 0, text.length);
  return after < 0 ? undefined : stringOf(text.subarray(after));
}

describe('A prefix', () => {
  it('of words matches lines that begin with the same words', () => {
    assert.equal(rest('web-1  | ', 'web-1  | main.main()'), 'main.main()');
    assert.equal(rest('web-1  | ', 'web-2  | main.main()'), undefined);
    assert.equal(rest('web-1  | ', 'web-1'), undefined);
  });

  for (const [kind, example, other] of [
    ['of RFC 3339', '2026-01-02T10:00:00.123456Z ', '2031-12-30T23:59:59.654321Z '],
    ['with an offset of its zone', '2026-01-02 10:00:00 +0100 ', '2026-07-02 10:00:00 +0200 '],
    ['with slashes', '2026/01/02 10:00:00 ', '2031/12/30 23:59:59 '],
    ['of syslog', 'Jan 12 10:00:00 host app: ', 'Feb 23 23:59:59 host app: '],
    ['of syslog with a padded day', 'Jan 31 10:00:00 host app: ', 'Feb  1 10:00:00 host app: '],
    ['with a day of the week and a year', 'Fri Jan  2 10:00:00 2026 ', 'Thu Dec 31 23:59:59 2026 '],
    ['of a web server', '[02/Jan/2026:10:00:00] ', '[31/Dec/2026:23:59:59] '],
    ['of the clock alone', '10:00:00 web | ', '23:59:59 web | '],
    ['in seconds since 1970', '[1741079702.125] ', '[1741079703.250] '],
    ['in milliseconds since 1970', '1741079702000\t', '1741079702007\t'],
    ['in seconds since boot', '[    4.812003] ', '[12345.000001] '],
  ] as const) {
    it(`with a time ${kind} matches lines whose digits differ`, () => {
      assert.equal(rest(example, `${other}main.main()`), 'main.main()');
      assert.equal(rest(example, other.replace(/\d/, 'x')), undefined);
    });
  }

  it('with a time matches a fraction of any length, or none', () => {
    for (const example of ['10:00:00 ', '10:00:00.5 ']) {
      for (const time of ['10:00:01 ', '10:00:01.25 ', '10:00:01,123456789 ']) {
        assert.equal(rest(example, `${time}f()`), 'f()', `${example}${time}`);
      }
      assert.equal(rest(example, '10:00:01. f()'), undefined);
    }
  });

  it('with a line number matches lines with other numbers', () => {
    assert.equal(rest('     9\t', '    10\tf()'), 'f()');
    assert.equal(rest('9:', '10:f()'), 'f()');
    assert.equal(rest('app.log:9:', 'app.log:10:f()'), 'f()');
  });

  it('with a number that is neither a line number nor a time matches only the same number', () => {
    assert.equal(rest('worker 3: ', 'worker 3: f()'), 'f()');
    assert.equal(rest('worker 3: ', 'worker 4: f()'), undefined);
    assert.equal(rest('pid=12 ', 'pid=13 f()'), undefined);
  });

  it('of CRI has a flag that says whether the text continues in the next line', () => {
    const prefix = new Prefix('2026-01-02T10:00:00Z stderr F ');
    for (const [flag, isPartial] of [
      ['P', true],
      ['F', false],
    ] as const) {
      const line = bytesOf(`2026-01-02T10:00:01Z stderr ${flag} f()`);
      assert.equal(prefix.match(line, 0, line.length), line.length - 'f()'.length);
      assert.equal(prefix.isPartial, isPartial);
    }
    assert.equal(rest('2026-01-02T10:00:00Z stderr F ', '2026-01-02T10:00:01Z stderr X f()'), undefined);
  });

  it('matches an empty line that has lost the blanks at its end', () => {
    assert.equal(rest('web | ', 'web |'), '');
    assert.equal(rest('> \t', '>'), '');
    assert.equal(rest('web | ', 'web'), undefined);
    assert.equal(rest('web | ', 'web |f()'), undefined);
  });

  it('matches only within the given bounds', () => {
    const text = bytesOf('...web | f()');
    assert.equal(new Prefix('web | ').match(text, 3, text.length), 9);
    assert.equal(new Prefix('web | ').match(text, 3, 7), -1);
  });

  it('counts in bytes where it has characters beyond ASCII', () => {
    const text = bytesOf('│ f()');
    assert.equal(new Prefix('│ ').match(text, 0, text.length), 4);
  });

  it('is blank if it has only blanks', () => {
    assert.equal(new Prefix(' \t').isBlank, true);
    assert.equal(new Prefix(' >').isBlank, false);
  });
});

describe('The template of a prefix', () => {
  const template = (example: string, line: string) => {
    const prefix = new Prefix(example);
    const text = bytesOf(line);
    const found = prefix.template(text, 0, prefix.match(text, 0, text.length));
    return (
      found && { text: stringOf(found.bytes), digits: Array.from(found.digits, (byte) => byte === 0xff) }
    );
  };
  const marks = (pattern: string) => Array.from(pattern, (char) => char === '#');

  it('has the bytes of its line, and marks the digits that vary', () => {
    assert.deepEqual(template('10:00:00 w1 ', '23:59:59.25 w1 f()'), {
      text: '23:59:59.25 w1 ',
      digits: marks('##:##:##.## w1 '),
    });
  });

  it('does not mark the letters of a month', () => {
    assert.deepEqual(template('Jan  2 10:00:00 ', 'Dec 31 23:59:59 f()'), {
      text: 'Dec 31 23:59:59 ',
      digits: marks('... ## ##:##:## '),
    });
  });

  it('does not exist for a line whose text continues in the next one', () => {
    const example = '2026-01-02T10:00:00Z stderr F ';
    assert.equal(template(example, '2026-01-02T10:00:00Z stderr P f()'), undefined);
    assert.notEqual(template(example, '2026-01-02T10:00:00Z stderr F f()'), undefined);
  });

  it('does not exist for a line that has lost blanks of the prefix', () => {
    assert.equal(template('web | ', 'web |'), undefined);
  });

  it('does not exist if the end of the prefix varies in length', () => {
    assert.equal(template('10:00:00', '10:00:00f()'), undefined);
  });
});

describe('The title of a prefix', () => {
  for (const [example, title] of [
    ['web-1  | ', 'web-1'],
    ['10:00:00 web.1  | ', 'web.1'],
    ['2026-01-02T10:00:00Z ', ''],
    ['[pod/orders-7d9c/orders] 2026-01-02T10:00:00Z ', 'pod/orders-7d9c/orders'],
    ['Jan  2 10:00:00 node-3 orders[41]: ', 'node-3 orders[41]'],
    ['<11>1 2026-01-02T10:00:00Z node-3 orders - - ', 'node-3 orders'],
    ['orders    worker ', 'orders worker'],
    ['// ', ''],
  ] as const) {
    it(`is “${title}” for “${example}”`, () => {
      assert.equal(new Prefix(example).title, title);
    });
  }
});
