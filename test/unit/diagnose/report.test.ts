import assert from 'node:assert/strict';
import { findingsReport, type Reported, type ShownFinding, type ShownStep } from '../../../src/core';
import { basis, deadlock, queued } from './shown';

const folders = [{ path: '/work/lab', name: 'lab' }];
const report = (findings: readonly ShownFinding[], more: Partial<Reported> = {}) =>
  findingsReport({
    dump: '/home/me/hang.dump',
    counts: '1,499 goroutines · 24 groups',
    findings,
    notes: [],
    basis,
    folders,
    ...more,
  });

describe('The report on findings', () => {
  it('tells the verdict, the steps, the cycle in two forms, the evidence and its basis', () => {
    assert.equal(
      report([deadlock]),
      `# Findings in \`hang.dump\`

1,499 goroutines · 24 groups · 1 proven

## 1. Deadlock: \`h.streamsMu\`, \`p.tasks\`

**Proven**, 837 goroutines: Deadlock: one goroutine in \`pool.(*Pool).Schedule\` holds \`h.streamsMu\`, which closes the cycle.

1. \`1 × pool.(*Pool).Schedule\` (goroutine 54) at \`pool/pool.go:22\`
   - holds \`h.streamsMu\` for reading since \`node/hub.go:90\`, until the function returns
   - waits to send on \`p.tasks\`
2. \`16 × node.(*Hub).deliver\` (goroutines 18, 19, 20, …) at \`~/src/lab/node/hub.go:101\`
   - wait to read-lock \`h.streamsMu\`

820 goroutines queued behind:

- \`820 × node.(*Hub).subscribeSession\` (goroutines 730, 729, …) at \`~/src/lab/node/hub.go:70\`
  - queue to lock \`h.streamsMu\`

\`\`\`text
1 × pool.(*Pool).Schedule ── waits to send on p.tasks ─→ 16 × node.(*Hub).deliver
16 × node.(*Hub).deliver ── wait to read-lock h.streamsMu ─→ 1 × pool.(*Pool).Schedule
820 × node.(*Hub).subscribeSession ── queue to lock h.streamsMu ─→ 1 × pool.(*Pool).Schedule
\`\`\`

\`\`\`mermaid
flowchart TD
  s0["1 × pool.(#42;Pool).Schedule<br/>pool.go:22<br/>holds h.streamsMu for reading since hub.go:90"]
  s1["16 × node.(#42;Hub).deliver<br/>hub.go:101"]
  s2["820 × node.(#42;Hub).subscribeSession<br/>hub.go:70"]
  s0 -->|"waits to send on p.tasks"| s1
  s1 -->|"wait to read-lock h.streamsMu"| s0
  s2 -->|"queue to lock h.streamsMu"| s0
\`\`\`

Evidence:

- The lock’s address is that of the holder’s field.

Rejected:

- One goroutine in \`main.other\`: its lock is at another address.

What to do:

- Release \`h.streamsMu\` before the send.

## What this is based on

Looked at 24 stacks, with the source of 38 of 40 frames and with the addresses of locks and channels.
`,
    );
  });

  it('names a dump of a folder by its path there, and any other by its name', () => {
    assert.match(report([], { dump: '/work/lab/dumps/hang.dump' }), /^# Findings in `dumps\/hang\.dump`$/m);
    assert.match(report([], { dump: '/tmp/a/hang.dump' }), /^# Findings in `hang\.dump`$/m);
    assert.match(report([], { dump: 'C:\\tmp\\hang.dump' }), /^# Findings in `hang\.dump`$/m);
    assert.match(report([], { dump: 'Untitled-1' }), /^# Findings in `Untitled-1`$/m);
  });

  it('draws whom goroutines wait for that are queued behind, or that others are between', () => {
    const writer: ShownStep = { ...queued, count: 1, waitsFor: { kind: 'lockPending', expr: 'h.streamsMu' } };
    const other: ShownStep = { ...queued, count: 3, waitsFor: { kind: 'send', expr: 'h.broadcasts' } };
    const text = report([{ ...deadlock, steps: [...deadlock.steps, writer, other] }]);
    assert.match(text, /^820 × .* ── queue to lock h\.streamsMu ─→ 1 × node\.\(\*Hub\)\.subscribeSession$/m);
    assert.match(text, /^3 × .* ── wait to send on h\.broadcasts ─→ … ─→ 1 × pool\.\(\*Pool\)\.Schedule$/m);
    assert.match(text, /^ {2}s4 -\.->\|"wait to send on h\.broadcasts"\| s0$/m);
  });

  it('says how many goroutines of a long cycle it leaves out, and does not close the cycle', () => {
    const text = report([{ ...deadlock, omitted: 280 }]);
    assert.match(text, /^And 280 more\.$/m);
    assert.doesNotMatch(text, /s1 -->/);
    assert.match(text, /── wait to read-lock h\.streamsMu$/m);
  });

  it('says that nothing was found, and what would help', () => {
    const text = report([], { basis: { ...basis, framesWithSource: 0, addresses: 'none' }, folders: [] });
    assert.match(text, /^Nothing was found that blocks goroutines\.$/m);
    assert.match(text, /^- Open the folder with the program’s source/m);
    assert.match(text, /^- Take a dump with SIGQUIT/m);
  });

  it('contains hostile text, in whatever field, as text only', () => {
    const hostile =
      '[x](command:evil) <img src=x onerror=y> `a``b``` "] --> q["z\n```\n# head\n| a |\u202e $(flame) http://a.b @me';
    const finding: ShownFinding = {
      ...deadlock,
      verdict: hostile,
      evidence: [hostile],
      rejected: [hostile],
      advice: hostile,
      steps: deadlock.steps.map((step) => ({
        ...step,
        function: hostile,
        file: hostile,
        target: { uri: `file:///${hostile}`, line: 1 },
        waitsFor: { kind: 'send', expr: hostile, address: hostile },
        holds: [{ expr: hostile, mode: 'read', uri: `file:///${hostile}`, line: 1 }],
      })),
    };
    const text = report([finding], { dump: hostile, notes: [hostile] });
    const [, own] = withoutBlocks(text);
    // Outside of code there is nothing but the report's own Markdown and plain words.
    for (const line of own) {
      const bare = withoutCodeSpans(line).replace(/\*\*(?:Proven)\*\*/, '');
      assert.match(bare, /^(?:#{1,2} |\s*(?:\d+\.|-) )?[\p{L}\p{N} .,:;()’×·→…-]*$/u, line);
    }
    const [diagrams] = withoutBlocks(text);
    const label = /"(?:[\p{L}\p{M}\p{N} .,:/()×→…-]|#\d+;|<br\/>)*"/u.source;
    const rule = new RegExp(
      `^(?:flowchart TD|  s\\d\\[${label}\\]|  s\\d (?:-->|-\\.->)\\|${label}\\| s\\d)$`,
      'u',
    );
    for (const line of diagrams) assert.match(line, rule);
    assert.doesNotMatch(text, /\u202e/);
  });
});

/** Lines of the Mermaid blocks, and lines outside of all blocks: a fence ends at one of its length or more. */
function withoutBlocks(text: string): readonly [diagrams: readonly string[], outside: readonly string[]] {
  const diagrams: string[] = [];
  const outside: string[] = [];
  let open: { readonly fence: string; readonly language: string } | undefined;
  for (const line of text.split('\n')) {
    const [, fence, language] = /^(`{3,})([a-z]*)$/.exec(line) ?? [];
    if (open === undefined && fence !== undefined) open = { fence, language: language! };
    else if (open !== undefined && fence !== undefined && fence.length >= open.fence.length) open = undefined;
    else if (open === undefined) outside.push(line);
    else if (open.language === 'mermaid') diagrams.push(line);
  }
  return [diagrams, outside];
}

/** As CommonMark has it: a run of backticks opens a span that ends at the next run of the same length. */
function withoutCodeSpans(line: string): string {
  const parts = line.split(/(`+)/);
  let bare = '';
  for (let n = 0; n < parts.length; n++) {
    const part = parts[n]!;
    const end = part.startsWith('`') ? parts.indexOf(part, n + 1) : -1;
    if (end > 0) n = end;
    else bare += part;
  }
  return bare;
}
