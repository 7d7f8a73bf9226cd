import { joinBrokenLines, longestLine } from './joined';
import { withoutLayer } from './layers';
import { rewrittenAgain, type Unwrapped } from './unwrapped';

/** Layers around a text; more have been put there to be a nuisance. */
const mostLayers = 8;
/** How often lines that look broken are tried to be joined, of a text with many such lines that are not. */
const mostJoins = 20;

/**
 * Undoes what is around a dump when a line tells that something is. A clean dump has no such line, and pays nothing: the
 * parser shows only the lines that it cannot read.
 */
export class Unwrapper {
  private layersLeft = mostLayers;
  private joinsLeft = mostJoins;

  constructor(private present: Unwrapped) {}

  /** The text as far as it is unwrapped. */
  get current(): Unwrapped {
    return this.present;
  }

  /**
   * @param line one that is none of a clean dump's
   * @param inStack whether it stands among or behind the frames of a goroutine
   * @param at its first byte
   * @returns whether the text is another one now, and has to be read again
   */
  onUnparsedLine(line: string, at: number, inStack: boolean): boolean {
    const before = this.present;
    if (this.layersLeft > 0 && wrapped.test(line)) {
      this.present = withoutLayer(before);
      this.layersLeft = this.present === before ? 0 : this.layersLeft - 1;
    } else if (this.joinsLeft > 0 && inStack && line.length <= longestLine && broken.test(line)) {
      this.joinsLeft--;
      const joined = joinBrokenLines(before.text, at);
      if (joined !== undefined) {
        this.present = rewrittenAgain(before, joined);
        this.joinsLeft = 0;
      }
    }
    return this.present !== before;
  }
}

/** Says so too often rather than too seldom. */
const wrapped = new RegExp(
  [
    'goroutine[ \\u00a0]+\\d+[ \\u00a0]',
    '(?<!^\\t?)(?:panic: |fatal error: |SIG(?:QUIT: quit|ABRT: abort)|WARNING: DATA RACE|goroutine(?:leak)? profile: )',
    '^(?:panic: |fatal error: |SIG)[^"]*\\\\n',
    '\\u001b|[\\u0000\\u00a0\\u200b\\u202f\\u0085\\u2028\\ufeff]',
    '&(?:lt|gt|amp|quot|#\\d+);|<pre',
    '\\\\n\\\\+t|\\\\(?:u001b|x1b|033)\\[|#01[12]',
  ].join('|'),
);

/** A function line without an end or without its file, a path without a line number, or the rest of either. */
const broken = /\([^()]*$|\)$|^[\t ]+\S*[/\\][^:]*$|^goroutine \d|^[0-9a-fx+ ]{1,24}$/;
