import type { Words } from '../bytes/words';
import { maxCount } from '../lines/count';
import { TextLines } from '../lines/textLines';
import type { FrameText } from '../model/frameText';
import type { Race } from '../model/race';
import { GoroutineColumns } from './columns';
import { HeaderTable } from './headerTable';
import type { Kernel } from './kernel';
import { KnownLines, makeTables } from './knownLines';
import { countTooLarge, noGoroutines, ProblemLog } from './problems';
import { SectionMarks } from './sections';
import { StackTrie } from './stackTrie';
import type { Traceback } from './traceback';

/** Expected length of a goroutine's text in bytes; a high estimate. */
const expectedBytes = 400;

/** What records add to a dump besides their entries. */
interface Records {
  readonly races: readonly Race[];
  readonly frames: readonly FrameText[];
  /** Why a profile was not read. */
  readonly refusal: string | undefined;
}

/** The parts of a dump while its text is read. */
export class DumpBuilder {
  readonly known: KnownLines;
  readonly goroutines: GoroutineColumns;
  readonly lines: TextLines;
  readonly headers: HeaderTable;
  readonly trie: StackTrie;
  readonly problems = new ProblemLog();
  readonly sections: SectionMarks;
  /** The first line that announces a failure; a truncated text may have no other. */
  failureNote: string | undefined;

  constructor(text: Words, kernel: Kernel | undefined) {
    const { length } = text.bytes;
    this.known = new KnownLines(text, kernel?.tables ?? makeTables(length));
    this.goroutines = new GoroutineColumns(Math.ceil(length / expectedBytes));
    this.lines = new TextLines(text.bytes);
    this.headers = new HeaderTable(this.known, this.lines);
    this.trie = new StackTrie(this.known);
    this.sections = new SectionMarks(this.goroutines);
  }

  /** Sets the count of the last entry. Reports one that the column cannot hold, whose line is `line` (zero-based). */
  setCount(count: number, line: number): void {
    this.goroutines.setCount(count);
    if (count > maxCount) this.problems.add('count-too-large', line, line + 1, countTooLarge(count));
  }

  build({ races, frames, refusal }: Records, lineCount: number): Traceback {
    const goroutines = this.goroutines.build();
    if (goroutines.length === 0) {
      const message = refusal ?? noGoroutines(this.sections.openPreamble ?? this.failureNote);
      this.problems.add('no-goroutines', 0, lineCount, message);
    }
    return {
      goroutines,
      states: this.headers.states,
      labels: this.headers.labels,
      frames: this.trie.allFrames(),
      stacks: this.trie.allStacks(),
      marks: this.sections.marks,
      races,
      otherFrames: frames,
      problems: this.problems.build(lineCount),
      lineCount,
    };
  }
}
