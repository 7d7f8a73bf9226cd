import { setTimeout } from 'node:timers/promises';

/** Collects garbage. Throws without Node's option `--expose-gc`. */
export async function collectGarbage(): Promise<void> {
  if (globalThis.gc === undefined) throw new Error('Node was started without --expose-gc.');
  for (let round = 0; round < 2; round++) {
    await setTimeout(10); // memory outside V8's heap is released in the background after the collection
    globalThis.gc();
  }
}
