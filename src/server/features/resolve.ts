import type { Resolution, SourceFrame } from '../../protocol';

/** Finds the source of a frame. */
export type Resolve = (frame: SourceFrame) => Promise<Resolution>;
