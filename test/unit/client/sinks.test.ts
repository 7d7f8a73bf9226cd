import assert from 'node:assert/strict';
import { labelText, messageText, rowText, tooltipText, unchangedText } from '../../../src/client/text/sinks';
import { format, joined, received, untrusted } from '../../../src/client/text/untrusted';

const hostile = received<string>('[x](command:workbench.action.files.newUntitledFile) $(flame)\n\u202e');

describe('Untrusted text', () => {
  it('makes no link and no icon in a message', () => {
    assert.equal(
      messageText(hostile),
      '[x] (command:workbench.action.files.newUntitledFile) $ (flame) [U+202E]',
    );
  });

  it('makes no icon in a label', () => {
    assert.match(labelText(hostile), /\$ \(flame\) \[U\+202E\]$/);
  });

  it('is unchanged in a row, where nothing is interpreted', () => {
    assert.match(rowText(hostile), /\$\(flame\) \[U\+202E\]$/);
  });

  it('cannot add a line to a tooltip', () => {
    assert.equal(tooltipText([hostile, hostile]).split('\n').length, 2);
  });

  it('is clipped', () => {
    const long = received<string>('x'.repeat(1_000_000));
    assert.deepEqual(
      [messageText(long), labelText(long), rowText(long), tooltipText([long])].map(({ length }) => length),
      [601, 301, 301, 2001],
    );
  });

  it('stays untrusted when it is formatted', () => {
    const upper = format((text: string) => text.toUpperCase(), received<string>('a](b'));
    assert.equal(messageText(untrusted`${upper}: ${1}`), 'A] (B: 1');
    assert.equal(messageText(joined(['', upper, received<string>('')], ' · ')), 'A] (B');
    assert.equal(unchangedText(upper), 'A](B');
  });
});
