import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nonEmpty } from './nonEmpty';

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

/** Each sample of the runtime's own text and each dump of the lab, with its counts of goroutines and states. */
export function expectedDumps(): [path: string, expected: Expected][] {
  return ['samples', 'lab'].flatMap((folder) => {
    const counted = JSON.parse(fixtureText(`${folder}/expected.json`)) as Record<string, Expected>;
    return nonEmpty(Object.entries(counted), 'expected dumps').map(([file, expected]): [string, Expected] => [
      `${folder}/${file}`,
      expected,
    ]);
  });
}

export interface ExpectedForm {
  readonly goroutines: number;
  /** Absent if the form has none. */
  readonly states?: Readonly<Record<string, number>>;
  /** Of profiles and race reports. */
  readonly records?: number;
}

/** Each sample that is wrapped or not in the runtime's form, with its expected contents. */
export function expectedForms(): [path: string, expected: ExpectedForm][] {
  const counted = JSON.parse(fixtureText('samples/expectedForms.json')) as Record<string, ExpectedForm>;
  return nonEmpty(Object.entries(counted), 'expected forms').map(([file, expected]) => [
    `samples/${file}`,
    expected,
  ]);
}

/** Each text in which a dump reaches people, and those that only look like one. */
export function wrappings(): [path: string, text: string][] {
  const names = readdirSync(join(fixturesFolder, 'wrappings')).filter((name) => name.endsWith('.txt'));
  return nonEmpty(names, 'wrappings').map((name) => [`wrappings/${name}`, fixtureText(`wrappings/${name}`)]);
}

export const anycable = 'anycable-deadlock-go1.19-debug2.txt.gz';
