import assert from 'node:assert/strict';
import { withoutLayer } from '../../../src/core/unwrap/layers';
import { notUnwrapped, type Unwrapped } from '../../../src/core/unwrap/unwrapped';
import { bytesOf, stringOf } from './rewritten';

const header = 'goroutine 1 [running]:';
const stack = `${header}\nmain.main()\n\t/x/main.go:1\n`;
const eachLine = (text: string, wrap: (line: string) => string) =>
  text.replace(/^.*\n/gm, (line) => `${wrap(line.slice(0, -1))}\n`);

const arrived = (text: string) => notUnwrapped(bytesOf(text));
const textAfter = (text: string) => stringOf(withoutLayer(arrived(text)).text);
const streamsOf = ({ streams }: Unwrapped) => streams.map(({ start, title }) => [start, title]);

describe('A text without a layer', () => {
  it('is returned unchanged', () => {
    const before = arrived(stack);
    assert.equal(withoutLayer(before), before);
  });
});

describe('Removing a layer', () => {
  it('removes colors, character references and prefixes at once, in that order', () => {
    const html = stack.replace('main.main', 'main.Map[&lt;int&gt;]');
    const text = eachLine(html, (line) => `\x1b[36mweb | \x1b[0m${line}`);
    assert.equal(textAfter(text), stack.replace('main.main', 'main.Map[<int>]'));
  });

  it('leads back to the original text', () => {
    const text = `\x1b[36mweb | \x1b[0m${header}\n\x1b[36mweb | \x1b[0mmain.main()\n`;
    const { origins, text: after } = withoutLayer(arrived(text));
    assert.equal(origins?.originOf(0), text.indexOf(header));
    assert.equal(origins.originOf(stringOf(after).indexOf('main')), text.indexOf('main'));
  });

  it('removes one prefix of two', () => {
    const text = eachLine(stack, (line) => `> web | ${line}`);
    const once = withoutLayer(arrived(eachLine(text, (line) => `{"log":"${line.replace('\t', '\\t')}\\n"}`)));
    assert.equal(stringOf(once.text), text);
    assert.equal(stringOf(withoutLayer(once).text), stack);
  });

  it('undoes the escapes of a syslog daemon after the prefixes', () => {
    assert.equal(textAfter(eachLine(stack.replace('\t', '#011'), (line) => `host app: ${line}`)), stack);
  });

  it('joins the titles of nested streams', () => {
    const inner = ['red', 'blue'].flatMap((color) => [`${color}: ${header}`, `${color}: main.main()`]);
    const web = inner.map((line) => `{"log":${JSON.stringify(line + '\n')}}\n`).join('');
    const before: Unwrapped = {
      ...arrived(web + stack),
      streams: [
        { start: 0, title: 'web' },
        { start: web.length, title: 'api' },
      ],
    };
    const once = withoutLayer(before);
    const size = inner.join('\n').length + 1;
    assert.deepEqual(streamsOf(once), [
      [0, 'web'],
      [size, 'api'],
    ]);
    const twice = withoutLayer(once);
    const part = `${header}\nmain.main()\n`;
    assert.equal(stringOf(twice.text), part + part + stack);
    assert.deepEqual(streamsOf(twice), [
      [0, 'web red'],
      [part.length, 'web blue'],
      [2 * part.length, 'api'],
    ]);
  });
});
