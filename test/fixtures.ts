import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const fixturesFolder = join(import.meta.dirname, 'fixtures');

export interface Expected {
  readonly goroutines: number;
  readonly states: Readonly<Record<string, number>>;
}

/** Bytes of a fixture, unpacked. */
export function fixture(path: string): Uint8Array {
  const bytes = readFileSync(join(fixturesFolder, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export function fixtureText(path: string): string {
  return Buffer.from(fixture(path)).toString();
}

/** The counted goroutines and states of each sample. */
export function expectedSamples(): [file: string, expected: Expected][] {
  return Object.entries(JSON.parse(fixtureText('samples/expected.json')) as Record<string, Expected>);
}

export const anycable = 'anycable-deadlock-go1.19-debug2.txt.gz';
