import { setShowsRuntimeFrames } from '../settings';

/** Shows or hides the frames of the Go runtime in the stacks of the tree. */
export function showRuntimeFrames(frames: 'shown' | 'hidden') {
  return (): Promise<void> => setShowsRuntimeFrames(frames === 'shown');
}
