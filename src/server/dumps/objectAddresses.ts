import type { CancellationToken } from 'vscode-languageserver';
import {
  type Dump,
  frameArguments,
  goroutinesIn,
  mayPrintObject,
  objectAddress,
  type ObjectAddresses,
  type Section,
  type Wait,
  waitsIn,
} from '../../core';
import type { DumpText } from '../ports/dumpText';
import { inTurns } from '../turns';

/** Reads the addresses of what goroutines wait for from the text of a dump. */
export async function readObjectAddresses(
  dump: Dump,
  text: DumpText,
  token: CancellationToken,
): Promise<ObjectAddresses> {
  const addresses = new Array<number | undefined>(dump.goroutines.length).fill(undefined);
  for (const section of dump.sections) await readSection(dump, section, text, addresses, token);
  return addresses;
}

async function readSection(
  dump: Dump,
  section: Section,
  text: DumpText,
  addresses: (number | undefined)[],
  token: CancellationToken,
): Promise<void> {
  const { stack, line, endLine } = dump.goroutines;
  const waitOf = waitsIn(dump, section);
  const mayPrint = new Map<Wait, boolean>();
  for await (const goroutine of inTurns(goroutinesIn(section), token)) {
    const wait = waitOf(goroutine);
    if (!mayPrint.has(wait)) {
      mayPrint.set(wait, mayPrintObject(wait.kind, dump.stacks[stack[goroutine]!]!));
    }
    if (mayPrint.get(wait) === false) continue;
    const lines = await text.readLines(line[goroutine]!, endLine[goroutine]!, token);
    addresses[goroutine] = objectAddress(wait.kind, frameArguments(lines));
  }
}
