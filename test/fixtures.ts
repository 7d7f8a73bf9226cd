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

/** Each sample and each dump of the lab, with its counted goroutines and states. */
export function expectedDumps(): [path: string, expected: Expected][] {
  return ['samples', 'lab'].flatMap((folder) => {
    const counted = JSON.parse(fixtureText(`${folder}/expected.json`)) as Record<string, Expected>;
    return Object.entries(counted).map(([file, expected]): [string, Expected] => [
      `${folder}/${file}`,
      expected,
    ]);
  });
}

export const anycable = 'anycable-deadlock-go1.19-debug2.txt.gz';
