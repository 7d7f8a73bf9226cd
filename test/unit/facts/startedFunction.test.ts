import assert from 'node:assert/strict';
import { startedFunction } from '../../../src/core';
import { programOf } from '../diagnose/program';

const code = `package x
type manager struct{}
func (m *manager) run(n int) {}
func (m *manager) stop(n int) {}
func newManager() {
	m := &manager{}
	go m.run(1)
	go func(n int) {
		println(n)
	}(2)
	go m.run(1); go m.stop(2)
}
`;

/** The name of what the wrapper of the `go` statement at the line is about to begin. */
async function started(line: number, symbol = 'x.newManager.gowrap1'): Promise<string | undefined> {
  const program = await programOf({ 'x/x.go': code });
  return startedFunction(program, 'file:///x/x.go', line, symbol)?.name;
}

describe('A goroutine that has not begun', () => {
  it('begins the function of its go statement', async () => {
    assert.equal(await started(7), 'run');
  });

  it('begins a literal, whose name is empty', async () => {
    assert.equal(await started(8), '');
  });

  it('may begin any function if several are started in the line', async () => {
    assert.equal(await started(11), undefined);
  });

  it('is in no other wrapper', async () => {
    assert.equal(await started(7, 'x.newManager.deferwrap1'), undefined);
  });
});
