import { createdBy } from '../lines/frame';
import { headerIdPattern, headerWord } from '../lines/headerStart';
import { lineStartPattern } from '../lines/lineStarts';
import { joinBrokenLines, maxLineLength } from './brokenLines';
import { withoutLayer } from './layers';
import { rewrittenAgain, type Unwrapped } from './unwrapped';

/** Maximum number of layers that are removed from a text; real texts have fewer. */
const maxLayers = 8;
/** Maximum number of attempts to join lines: a text may have many lines that look broken but are not. */
const maxJoins = 20;

/**
 * Removes what surrounds a dump when a line shows that something does. A clean dump has no such line and pays nothing:
 * the parser passes only the lines that it cannot read.
 */
export class Unwrapper {
  private layersLeft = maxLayers;
  private joinsLeft = maxJoins;

  constructor(private present: Unwrapped) {}

  /** The text without the layers that have been removed so far. */
  get current(): Unwrapped {
    return this.present;
  }

  /**
   * @param line a line that a clean dump does not have
   * @param at byte offset of the line
   * @param inStack whether the line is among or after the frames of a goroutine
   * @returns whether the text has changed and must be read again
   */
  onUnparsedLine(line: string, at: number, inStack: boolean): boolean {
    const before = this.present;
    if (this.layersLeft > 0 && wrapped.test(line)) {
      this.present = withoutLayer(before);
      this.layersLeft = this.present === before ? 0 : this.layersLeft - 1;
    } else if (this.joinsLeft > 0 && inStack && line.length <= maxLineLength && broken.test(line)) {
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

/** May match lines that are not wrapped; must not miss one that is. */
const wrapped = new RegExp(
  [
    headerIdPattern({ blank: '[ \\u00a0]+' }),
    `(?<!^\\t?)(?:${lineStartPattern})`,
    `^(?:${lineStartPattern})[^"]*\\\\n`,
    '\\u001b|[\\u0000\\u00a0\\u200b\\u202f\\u0085\\u2028\\ufeff]',
    '&(?:lt|gt|amp|quot|#\\d+);|<pre',
    '\\\\n\\\\+t|\\\\(?:u001b|x1b|033)\\[|#01[12]',
  ].join('|'),
);

/** A function line without its end or its file line, a path without a line number, or the rest of either. */
const broken = new RegExp(
  [
    String.raw`\([^()]*$|\)$`,
    String.raw`^[\t ]+\S*[/\\][^:]*$`,
    String.raw`^${headerWord} \d|^${createdBy}`,
    '^[0-9a-fx+ ]{1,24}$',
  ].join('|'),
);
