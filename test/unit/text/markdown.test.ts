import assert from 'node:assert/strict';
import { codeBlock, codeSpan, markdownProse, mermaidLabel } from '../../../src/core/text/markdown';

describe('Text in a Markdown document', () => {
  it('is code if it is not a plain word', () => {
    assert.equal(
      markdownProse(
        'One goroutine in pool.(*Pool).Schedule waits for h.mu, and (*Hub).run holds it (twice).',
      ),
      'One goroutine in `pool.(*Pool).Schedule` waits for `h.mu`, and `(*Hub).run` holds it (twice).',
    );
  });

  it('contains no link, HTML, mention or formula', () => {
    assert.equal(
      markdownProse('[x](http://a.b) <b>c</b> https://a.b www.a.b me@a.b @me #1 $x$ **y** _z_ !'),
      '`[x](http://a.b)` `<b>c</b>` `https://a.b` `www.a.b` `me@a.b` `@me` `#1` `$x$` `**y**` `_z_` !',
    );
  });

  it('cannot end its code span', () => {
    assert.equal(codeSpan('a`b``c'), '```a`b``c```');
    assert.equal(codeSpan('`'), '`` ` ``');
    assert.equal(codeSpan(''), '`  `');
  });

  it('stays on one line, with hidden characters named', () => {
    assert.equal(codeSpan('a\nb\u202e'), '`a b[U+202E]`');
    assert.equal(markdownProse('a\n\n# b'), 'a `#` b');
  });

  it('cannot end its code block', () => {
    assert.deepEqual(codeBlock(['a\n```\nb'], 'text'), ['````text', 'a ``` b', '````']);
  });

  it('cannot end a label of a diagram, and is neither Markdown nor HTML there', () => {
    assert.equal(
      mermaidLabel(['a"] --> b["<img src=x>', '`**b**` #quot; %%{init}%%;\nclick a']),
      '"a#34;#93; --#62; b#91;#34;#60;img src#61;x#62;<br/>' +
        '#96;#42;#42;b#42;#42;#96; #35;quot#59; #37;#37;#123;init#125;#37;#37;#59; click a"',
    );
  });

  it('is clipped', () => {
    assert.equal(codeSpan('x'.repeat(1000)).length, 303);
    assert.equal(markdownProse('x '.repeat(100_000)).length, 4001);
  });
});
