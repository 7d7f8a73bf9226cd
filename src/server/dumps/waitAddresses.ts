import type { CancellationToken } from 'vscode-languageserver';
import { type Dump, mayPrintWaitAddress, waitAddress, type WaitAddresses } from '../../core';
import type { DumpText } from '../ports/dumpText';
import { inTurns, throwIfCancelled } from '../turns';

/** Reads the addresses that goroutines wait for from the text of a dump, once. */
export class WaitAddressReader {
  private addresses: WaitAddresses | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly dump: Dump,
    private readonly text: DumpText,
  ) {}

  /** The addresses; undefined until they have been read. */
  get found(): WaitAddresses | undefined {
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

  private async readAll(token: CancellationToken): Promise<WaitAddresses> {
    const { length, stack, line, endLine } = this.dump.goroutines;
    const mayPrint = this.dump.stacks.map(mayPrintWaitAddress);
    const addresses = new Array<string | undefined>(length).fill(undefined);
    for await (const goroutine of inTurns(addresses.keys(), token)) {
      if (!mayPrint[stack[goroutine]!]!) continue;
      const lines = await this.text.readLines(line[goroutine]!, endLine[goroutine]!, token);
      addresses[goroutine] = waitAddress(lines);
    }
    return addresses;
  }
}
