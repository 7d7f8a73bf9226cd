import {
  type Dump,
  frameArguments,
  goroutinesIn,
  objectAddress,
  type ObjectAddresses,
  waitsIn,
} from '../src/core';

/** The addresses of what all goroutines wait for, whatever their stacks. */
export function objectAddressesIn(dump: Dump, text: string): ObjectAddresses {
  const lines = text.split('\n');
  const { line, endLine } = dump.goroutines;
  return dump.sections.flatMap((section) => {
    const waitOf = waitsIn(dump, section);
    return Array.from(goroutinesIn(section), (goroutine) => {
      const own = lines.slice(line[goroutine], endLine[goroutine]);
      return objectAddress(waitOf(goroutine).kind, frameArguments(own));
    });
  });
}
