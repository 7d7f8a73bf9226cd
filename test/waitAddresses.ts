import { type Dump, waitAddress, type WaitAddresses } from '../src/core';

/** The wait addresses of all goroutines, with any stacks. */
export function waitAddressesIn({ goroutines: { line, endLine } }: Dump, text: string): WaitAddresses {
  const lines = text.split('\n');
  return Array.from(line, (header, index) => waitAddress(lines.slice(header, endLine[index])));
}
