import assert from 'node:assert/strict';
import { reachedFrom } from '../../../src/core/diagnose/parties/reached';
import { programOf } from './program';

/** The calls that may still run after the line with `// here`, or at the end; `again` if that one may be among them. */
async function reached(body: string): Promise<string> {
  const text = `package x\nfunc f() {\n${body}\n}\n`;
  const program = await programOf({ 'x/x.go': text });
  const func = program.package('file:///x')!.file('file:///x/x.go')!.functions[0]!;
  const line = text.split('\n').findIndex((each) => each.includes('// here')) + 1 || func.endLine;
  const { steps, here, isRepeated } = reachedFrom(func, { line, callee: undefined });
  const calls = [...steps].flatMap((step) => {
    const isCall = step !== here && (step.kind === 'call' || step.kind === 'defer');
    return isCall && step.call.callee.kind === 'name' ? step.call.callee.name : [];
  });
  return [...calls.sort(), ...(isRepeated ? ['again'] : [])].join(' ');
}

const cases: Readonly<Record<string, readonly [body: string, reached: string]>> = {
  'what follows': ['a()\nx() // here\nb()', 'b'],
  'nothing after a return': ['x() // here\nreturn\nb()', ''],
  'what is deferred': ['defer a()\nx() // here\nreturn', 'a'],
  'only what is deferred at the end of the function': ['defer a()\nb()', 'a'],
  'not the other branch': ['if y {\nx() // here\n} else {\na()\n}\nb()', 'b'],
  'nothing after a branch that returns': ['if y {\nx() // here\nreturn\n}\nb()', ''],
  'a loop again': ['for {\na()\nx() // here\nb()\n}\nc()', 'a b again'],
  'what follows a loop with a condition': ['for y {\na()\nx() // here\n}\nc()', 'a c again'],
  'what follows a break': ['for {\na()\nx() // here\nbreak\n}\nc()', 'c'],
  'a loop that continues': ['for {\na()\nif y {\nx() // here\ncontinue\n}\nreturn\n}', 'a again'],
  'no loop from a case that returns': [
    'for {\nselect {\ncase <-c:\na()\ncase <-d:\nx() // here\nreturn\n}\n}\nb()',
    '',
  ],
  'the loop around a select that a break leaves': [
    'for {\nselect {\ncase <-c:\na()\ncase <-d:\nx() // here\nbreak\n}\n}\nb()',
    'a again',
  ],
  'what follows a loop with a label': [
    'loop:\nfor {\nselect {\ncase <-c:\na()\ncase <-d:\nx() // here\nbreak loop\n}\n}\nb()',
    'b',
  ],
  'the outer loop': ['outer:\nfor {\na()\nfor {\nx() // here\ncontinue outer\n}\n}\nb()', 'a again'],
  'all cases of a select': [
    'for {\nselect { // here\ncase <-c:\na()\ncase <-d:\nb()\nreturn\n}\n}\nd()',
    'a b again',
  ],
  'the body of a range loop': ['for range c { // here\na()\n}\nb()', 'a b again'],
  'nothing of what the line has called before it waits': ['a(<-b()) // here\nc()', 'a c'],
  'the next case after a fallthrough, and what follows': [
    'switch y {\ncase 1:\nx() // here\nfallthrough\ncase 2:\na()\nfallthrough\ncase 3:\nb()\ncase 4:\nc()\n}\nd()',
    'a b d',
  ],
  'only the next case, if that returns': [
    'switch y {\ncase 1:\nx() // here\nfallthrough\ncase 2:\na()\nreturn\n}\nb()',
    'a',
  ],
  'everything if there is a goto': ['again:\na()\nx() // here\ngoto again', 'a again'],
};

describe('What code may still do is', () => {
  for (const [title, [body, expected]] of Object.entries(cases)) {
    it(title, async () => {
      assert.equal(await reached(body), expected);
    });
  }
});
