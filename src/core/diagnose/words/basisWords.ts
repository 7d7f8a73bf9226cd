// The words for what findings are based on, and for what would help.
import { countText, numberText } from '../../text/numbers';
import type { Basis } from './shownFinding';

const shown = { all: 'with the', some: 'with only some', none: 'without the' };

/** What was looked at, in one sentence. */
export function basisText({ stacks, frames, framesWithSource, addresses }: Basis): string {
  const looked = `Looked at ${countText(stacks, 'stack')}`;
  const source =
    framesWithSource === 0
      ? 'without source'
      : `with the source of ${numberText(framesWithSource)} of ${numberText(frames)} frames`;
  return `${looked}, ${source} and ${shown[addresses]} addresses of locks and channels.`;
}

/** What would make findings more certain, or lead to more. */
export type MissingBasis = 'folder' | 'source' | 'addresses';

/** @param hasFolder whether the user has a folder open */
export function missingBasis(
  { frames, framesWithSource, addresses }: Basis,
  hasFolder: boolean,
): readonly MissingBasis[] {
  // Modules that happen to be in the module cache are not the program.
  const isEnough = framesWithSource * 2 >= frames;
  const source = isEnough ? [] : ([hasFolder ? 'source' : 'folder'] as const);
  return [...source, ...(addresses === 'all' ? [] : ['addresses' as const])];
}

export function missingBasisText(missing: MissingBasis): string {
  switch (missing) {
    case 'folder':
      return 'Open the folder with the program’s source: it tells which locks are held, and since which line.';
    case 'source':
      return 'No source was found for most frames. Open the program’s folder, or set goroutineDump.substitutePath.';
    case 'addresses':
      return 'Take a dump with SIGQUIT: it shows the addresses of all locks and channels, which this form does not.';
  }
}
