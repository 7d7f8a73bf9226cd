import assert from 'node:assert/strict';
import { finish, GoPackage, Program, readGoFile, unreadCode, type UnreadFile } from '../../../src/core';
import { findings } from '../../../src/core/diagnose/findings/findings';
import { treeSitter } from '../source/syntaxes';
import { partiesIn } from './parties';

const code = `package x

type feed struct { out chan int }
func (f *feed) run() {
	f.out <- 1 // sender send
}
func main() {
	<-make(chan int) // main receive
}
`;

/** A program of the code above and a file that cannot be parsed. */
async function programWith(unparsed: string, leftOut = 0, missing = 0): Promise<Program> {
  const parser = (await treeSitter.parser())!;
  const uri = 'file:///x/x.go';
  const folder = 'file:///x';
  const files: readonly UnreadFile[] = [
    {
      uri,
      text: code,
      read: () => readGoFile({ uri, text: code }, parser.tree({ uri, text: code })!, folder, (path) => path),
    },
    { uri: 'file:///x/huge.go', text: unparsed, read: () => undefined },
  ];
  return new Program([new GoPackage(folder, files, leftOut)], 8, missing);
}

function sender(program: Program): string | undefined {
  const parties = partiesIn(code, program);
  const index = [...parties.keys()].indexOf('sender');
  return finish(findings([...parties.values()], program, 'proven')).find(({ steps }) =>
    steps.some(({ goroutines }) => goroutines[0] === index),
  )?.confidence;
}

describe('Code that could not be read', () => {
  it('leaves a possibility if it uses the name of what is waited for', async () => {
    const program = await programWith('func (f *feed) next() { <-f.out }');
    assert.equal(sender(program), 'possible');
    assert.deepEqual(unreadCode(program), ['Not used as source, because it cannot be parsed: /x/huge.go.']);
  });

  it('leaves none if it does not', async () => {
    assert.equal(sender(await programWith('func next() { <-other }')), 'likely');
  });

  it('is named if there are too many files or packages', async () => {
    const program = await programWith('', 2, 1);
    assert.equal(sender(program), 'possible');
    assert.deepEqual(unreadCode(program), [
      'Not used as source: 2 files of package x, which has too many.',
      'Not used as source: 1 package that others import indirectly.',
    ]);
  });
});
