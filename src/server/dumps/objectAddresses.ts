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
import { inTurns, throwIfCancelled } from '../turns';

/** Reads the addresses of what goroutines wait for from the text of a dump, once. */
export class ObjectAddressReader {
  private addresses: ObjectAddresses | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly dump: Dump,
    private readonly text: DumpText,
  ) {}

  /** The addresses; undefined until they have been read. */
  get found(): ObjectAddresses | undefined {
    return this.addresses;
  }

  /** Reads the addresses. A second caller waits for the first, and reads them itself if the first is cancelled. */
  read(token: CancellationToken): Promise<void> {
    const before = this.last.catch(() => undefined);
    this.last = before.then(async () => {
      throwIfCancelled(token);
      this.addresses ??= await this.readAll(token);
    });
    return this.last;
  }

  private async readAll(token: CancellationToken): Promise<ObjectAddresses> {
    const addresses = new Array<number | undefined>(this.dump.goroutines.length).fill(undefined);
    for (const section of this.dump.sections) await this.readSection(section, addresses, token);
    return addresses;
  }

  private async readSection(
    section: Section,
    addresses: (number | undefined)[],
    token: CancellationToken,
  ): Promise<void> {
    const { stack, line, endLine } = this.dump.goroutines;
    const waitOf = waitsIn(this.dump, section);
    const mayPrint = new Map<Wait, boolean>();
    for await (const goroutine of inTurns(goroutinesIn(section), token)) {
      const wait = waitOf(goroutine);
      if (!mayPrint.has(wait)) {
        mayPrint.set(wait, mayPrintObject(wait.kind, this.dump.stacks[stack[goroutine]!]!));
      }
      if (mayPrint.get(wait) === false) continue;
      const lines = await this.text.readLines(line[goroutine]!, endLine[goroutine]!, token);
      addresses[goroutine] = objectAddress(wait.kind, frameArguments(lines));
    }
  }
}
