import { createdBy } from '../lines/frame';
import { headerIdPattern, headerWord } from '../lines/headerStart';
import { lineStartPattern } from '../lines/lineStarts';
import { borderSign, withoutBorders } from './kinds/borders';
import { joinBrokenLines } from './kinds/brokenLines';
import { byteArraySign, withoutByteArrays } from './kinds/byteArrays';
import { caretSign, withoutCaretSigns } from './kinds/caretSigns';
import { framePrefixBelow } from './framePrefix';
import { escapedTab, withTabs } from './kinds/escapedTabs';
import { gccgoSign, withParentheses } from './kinds/gccgo';
import { withoutLayer } from './layers';
import { leakSign, withHeadersOfLeaks } from './kinds/leakList';
import { linkSign, withoutLinks } from './kinds/links';
import { frameOnOneLine, withLostLineFeeds } from './kinds/lostLineFeeds';
import { loneFileLine, turnNewestFirst } from './kinds/newestFirst';
import { percentSign, withoutPercent } from './kinds/percent';
import { reportSign, withoutReportMarks } from './kinds/progressReport';
import { quotedPrintableSign, withoutQuotedPrintable } from './kinds/quotedPrintable';
import { Region } from './region';
import type { Rewritten } from './rewriter';
import { serviceMessageSign, withoutServiceMessages } from './kinds/serviceMessages';
import { rewrittenAgain, type Unwrapped } from './unwrapped';

/** Maximum number of rewritings of a text; real texts need fewer. */
const maxRewritings = 12;
/** In UTF-16 units. Only a layer of JSON has its sign farther from the beginning of a line. */
const searchedLength = 16_384;

/** One kind of text around a dump, or of text that a dump is written in. */
interface Kind {
  /** May match lines of other texts; must not miss one. */
  readonly sign: RegExp;
  /** How often the sign may be followed in vain. */
  readonly misses: number;
  /** Whether the line must be among or after the frames of a goroutine. */
  readonly inStack?: boolean;
  /** Removes it. Returns `present` itself if there is nothing to remove. */
  readonly remove: (present: Unwrapped, at: number) => Unwrapped;
}

function kind(
  sign: string,
  remove: (text: Uint8Array, at: number) => Rewritten | undefined,
  place: Pick<Kind, 'inStack'> = {},
): Kind {
  return {
    sign: new RegExp(sign),
    misses: 2,
    ...place,
    remove: (present, at) => {
      const rewritten = remove(present.text, at);
      return rewritten === undefined ? present : rewrittenAgain(present, rewritten);
    },
  };
}

/** Prefixes, strings and indentation. */
const layer: Kind = {
  sign: new RegExp(
    [
      headerIdPattern({ blank: '[ \\u00a0]+' }),
      'Goroutine \\d+ in state ',
      `(?<!^\\t?)(?:${lineStartPattern})`,
      `^(?:${lineStartPattern})[^"]*\\\\n`,
      '\\u001b|[\\u0000\\u00a0\\u200b\\u202f\\u0085\\u2028\\ufeff]',
      '&(?:lt|gt|amp|quot|apos|#\\d+|#[xX][0-9a-fA-F]+);|<pre',
      '\\\\n\\\\+t|\\\\(?:u001b|x1b|033)\\[|#01[12]',
    ].join('|'),
  ),
  misses: 1,
  remove: withoutLayer,
};

/** In the order in which they are tried: encodings first, because the others do not see through them. */
const kinds: readonly Kind[] = [
  kind(serviceMessageSign, withoutServiceMessages),
  kind(percentSign, withoutPercent),
  kind(quotedPrintableSign, withoutQuotedPrintable),
  kind(byteArraySign, withoutByteArrays),
  kind(caretSign, withoutCaretSigns),
  kind(borderSign, withoutBorders),
  kind(leakSign, withHeadersOfLeaks),
  kind(reportSign, withoutReportMarks),
  layer,
  {
    // A function line with a prefix, below a header without one.
    sign: /^[^(]*[\s|:>\]/*#-]\S+\([0-9a-fx?_{}., ]*\)\s*$/,
    misses: 2,
    inStack: true,
    remove: (present, at) => (hasPrefixedFrame(present.text, at) ? withoutLayer(present) : present),
  },
  kind(frameOnOneLine, withLostLineFeeds),
  kind(escapedTab, withTabs),
  kind(linkSign, withoutLinks),
  kind(gccgoSign, withParentheses, { inStack: true }),
  {
    sign: new RegExp(loneFileLine),
    misses: 2,
    remove: (present) => {
      const turned = turnNewestFirst(present.text, present.streams);
      return turned === undefined ? present : rewrittenAgain(present, turned);
    },
  },
  {
    // A function line without its end or its file line, a path without a line number, or the rest of either.
    sign: new RegExp(
      [
        String.raw`\([^()]*$|\)$`,
        String.raw`^[\t ]+\S*[/\\][^:]*$`,
        String.raw`^${headerWord} \d|^${createdBy}`,
        '^[0-9a-fx+ ]{1,24}$',
      ].join('|'),
    ),
    misses: 20, // a text may have many lines that look broken but are not
    inStack: true,
    remove: (present, at) => {
      const joined = joinBrokenLines(present.text, at);
      return joined === undefined ? present : rewrittenAgain(present, joined);
    },
  },
];

/** Whether the line at byte `at` is the function line of a frame with a prefix. */
function hasPrefixedFrame(text: Uint8Array, at: number): boolean {
  return framePrefixBelow(new Region(text, 0, text.length), at - 1) !== undefined;
}

function allMisses(): Map<Kind, number> {
  return new Map(kinds.map((each) => [each, each.misses]));
}

/**
 * Removes what surrounds a dump when a line shows that something does. A clean dump has no such line and pays nothing:
 * the parser passes only the lines that it cannot read.
 */
export class Unwrapper {
  private rewritingsLeft = maxRewritings;
  private missesLeft = allMisses();

  constructor(private present: Unwrapped) {}

  /** The text without what has been removed so far. */
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
    if (this.rewritingsLeft === 0) return false;
    const searched = line.slice(0, searchedLength);
    for (const each of kinds) {
      const left = this.missesLeft.get(each)!;
      if (left === 0 || (each.inStack === true && !inStack)) continue;
      if (!each.sign.test(each === layer ? line : searched)) continue;
      const before = this.present;
      this.present = each.remove(before, at);
      if (this.present !== before) {
        this.rewritingsLeft--;
        this.missesLeft = allMisses(); // what was not seen through before may be now
        return true;
      }
      this.missesLeft.set(each, left - 1);
    }
    return false;
  }
}
