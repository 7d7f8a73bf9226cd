import type { Frame, Resolution } from '../../protocol';
/** Finds the source of a frame. */
export type Resolve = (frame: Frame) => Promise<Resolution>;
