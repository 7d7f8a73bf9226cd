import assert from 'node:assert/strict';
import type { Func } from '../../../src/core/facts/code';
import { programOf } from '../diagnose/program';
import { stepTexts } from './stepTexts';

async function funcIn(body: string): Promise<Func> {
  const program = await programOf({ 'x/x.go': `package x\n\nfunc f() {\n${body}\n}\n` });
  return program.package('file:///x')!.file('file:///x/x.go')!.functions[0]!;
}

const steps = async (body: string) => stepTexts((await funcIn(body)).body);

interface Case {
  readonly title: string;
  readonly body: string;
  readonly steps: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: 'a call after the calls of its arguments',
    body: 'f(g(), <-c)',
    steps: ['g()', '<-c', 'f(g(), <-c)'],
  },
  { title: 'a call of a method', body: 'h.mu.Lock()', steps: ['h.mu.Lock()'] },
  { title: 'a send after what is sent', body: 'c <- g()', steps: ['g()', 'c <- g()'] },
  {
    title: 'a receive, whatever becomes of the value',
    body: '<-a; x := <-b; use(<-c)',
    steps: ['<-a', '<-b', 'x = <-b', '<-c', 'use(<-c)'],
  },
  { title: 'a receive in a condition', body: 'if <-c > 0 {}', steps: ['<-c', 'if {} {}'] },
  { title: 'an assignment of several values', body: 'a, b := g(), 1', steps: ['g()', 'a, b = g(), …'] },
  { title: 'an assignment of the results of a call', body: 'a, b = g()', steps: ['g()', 'a, b = g()'] },
  {
    title: 'a declaration with a value, not one without',
    body: 'var a, b = g(), c\nvar d chan int',
    steps: ['g()', 'a, b = g(), c'],
  },
  {
    title: 'the arguments of go and defer now, the call later',
    body: 'go f(g())\ndefer f(h())',
    steps: ['g()', 'go f(g())', 'h()', 'defer f(h())'],
  },
  {
    title: 'a literal as part of the call, not as steps of the function',
    body: 'defer func() { h.mu.Unlock() }()',
    steps: ['defer func h.mu.Unlock()()'],
  },
  { title: 'close of a channel', body: 'close(c)', steps: ['close c'] },
  { title: 'return after its values', body: 'return g(), 1', steps: ['g()', 'return g(), …'] },
  {
    title: 'what ends the goroutine or the process',
    body: 'panic("x")\nruntime.Goexit()\nos.Exit(1)\nlog.Fatal(g())',
    steps: ['panic', 'panic', 'exit', 'g()', 'exit'],
  },
  {
    title: 'an if with its statement before',
    body: 'if x := g(); x { a() } else { b() }',
    steps: ['g()', 'x = g()', 'if {a()} {b()}'],
  },
  { title: 'a chain of else if', body: 'if x { a() } else if y { b() }', steps: ['if {a()} {if {b()} {}}'] },
  {
    title: 'the lock of TryLock in the branch that has it',
    body: 'if mu.TryLock() { a() }',
    steps: ['mu.TryLock()', 'if {mu.Lock(); a()} {}'],
  },
  {
    title: 'the lock of a negated TryRLock in the other branch',
    body: 'if !mu.TryRLock() { return }',
    steps: ['mu.TryRLock()', 'if {return} {mu.RLock()}'],
  },
  { title: 'an endless loop', body: 'for { a() }', steps: ['loop forever {a()}'] },
  {
    title: 'a loop with a condition, which runs each time',
    body: 'for g() { a() }',
    steps: ['loop {g(); a()}'],
  },
  {
    title: 'a loop with three clauses',
    body: 'for i := g(); h(); k() { a() }',
    steps: ['g()', 'i = g()', 'loop {h(); a(); k()}'],
  },
  {
    title: 'a loop without a condition between its clauses',
    body: 'for i := 0; ; i++ { a() }',
    steps: ['i = …', 'loop forever {a()}'],
  },
  { title: 'a range over a channel', body: 'for x := range c { a(x) }', steps: ['loop range c {a(x)}'] },
  {
    title: 'a range over the result of a call',
    body: 'for range g() {}',
    steps: ['g()', 'loop range g() {}'],
  },
  {
    title: 'jumps with and without labels',
    body: 'outer:\nfor {\nfor { break outer }\ncontinue\n}\ngoto end\nend:\na()',
    steps: ['outer:', 'loop outer forever {loop forever {break outer}; continue}', 'goto end', 'end:', 'a()'],
  },
  {
    title: 'a switch, which may take no branch',
    body: 'switch g() {\ncase 1:\na()\ncase 2:\nb()\n}',
    steps: ['g()', 'switch {a()} {b()} or none'],
  },
  {
    title: 'a switch with a default, which takes one',
    body: 'switch {\ncase x:\na()\ndefault:\nb()\n}',
    steps: ['switch {a()} {b()}'],
  },
  {
    title: 'a switch over types',
    body: 'switch x := v.(type) {\ncase int:\na(x)\n}',
    steps: ['switch {a(x)} or none'],
  },
  {
    title: 'a select',
    body: 'select {\ncase c <- 1:\na()\ncase x := <-d:\nb(x)\ncase <-e:\n}',
    steps: ['select {c <- …: a()} {<-d: x = <-d; b(x)} {<-e: }'],
  },
  {
    title: 'what a select evaluates before it waits',
    body: 'select {\ncase c <- g():\ncase <-h():\ncase d <- <-e:\n}',
    steps: ['g()', 'h()', '<-e', 'select {c <- g(): } {<-h(): } {d <- <-e: }'],
  },
  {
    title: 'a select with a default',
    body: 'select {\ncase <-c:\ndefault:\na()\n}',
    steps: ['select {<-c: } default', 'switch {a()} or none'],
  },
  { title: 'a select without cases', body: 'select {}', steps: ['select '] },
  { title: 'a call of a result of a call', body: 'f()(g())', steps: ['g()', 'f()', 'f()(g())'] },
  { title: 'the index of a list', body: 'locks[g()].Lock()', steps: ['g()', 'locks[…].Lock()'] },
  {
    title: 'an assignment with an operator, and nothing for x++',
    body: 'x++\nx += y',
    steps: ['x = y'],
  },
];

describe('The steps of a function include', () => {
  for (const { title, body, steps: expected } of cases) {
    it(title, async () => {
      assert.deepEqual(await steps(body), expected);
    });
  }

  it('their one-based lines', async () => {
    const { body } = await funcIn('a(\n1)\nfor {\n<-c\n}');
    assert.deepEqual(
      body.map(({ kind, line, endLine }) => [kind, line, endLine]),
      [
        ['call', 4, 5],
        ['loop', 6, 8],
      ],
    );
  });
});

describe('The variables of a function', () => {
  const variables = async (body: string) =>
    Array.from((await funcIn(body)).variables.values(), ({ name, type, line, part }) => [
      name,
      type.kind,
      line,
      part,
    ]);

  it('are those that it declares, with their types or the values that give them', async () => {
    assert.deepEqual(await variables('var c chan int\nx := g()\na, b := g()\ny, z := 1, <-c'), [
      ['c', 'chan', 4, 0],
      ['x', 'unknown', 5, 'value'],
      ['a', 'unknown', 6, 0],
      ['b', 'unknown', 6, 1],
      ['y', 'unknown', 7, 'value'],
      ['z', 'unknown', 7, 'value'],
    ]);
  });

  it('include those of loops, switches and selects', async () => {
    const body =
      'for i, v := range c {\n}\nfor x := range c {\n}\nselect {\ncase y := <-c:\n}\nswitch z := y.(type) {\n}';
    assert.deepEqual(await variables(body), [
      ['i', 'unknown', 4, 'key'],
      ['v', 'unknown', 4, 'element'],
      ['x', 'unknown', 6, 'key'],
      ['y', 'unknown', 9, 'value'],
      ['z', 'unknown', 11, 'value'],
    ]);
  });

  it('do not include those of literals, assignments and the blank identifier', async () => {
    assert.deepEqual(await variables('x = 1\n_ = g()\nf(func() { y := 1 })'), []);
  });
});
