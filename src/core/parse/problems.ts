import { maxCount } from '../lines/count';
import type { Problem, ProblemCode } from '../model/problem';
import { countText, numberText } from '../text/numbers';

/** Maximum number of problems: more say nothing new. */
const limit = 100;

export const noHeader = 'No goroutine was found: a header such as “goroutine 1 [running]:” was expected.';

/** @param preamble first line of the preamble; undefined for a text without one */
export function noGoroutines(preamble: string | undefined): string {
  if (preamble === undefined) return noHeader;
  return `No goroutine follows “${preamble.slice(0, 80)}”: was the program run with GOTRACEBACK=none?`;
}

export function countTooLarge(count: number): string {
  return `The entry stands for ${numberText(count)} goroutines; at most ${numberText(maxCount)} can be shown.`;
}

/** Collects problems. Adjacent problems of the same kind are merged. */
export class ProblemLog {
  private readonly problems: Problem[] = [];
  private dropped = 0;

  get isEmpty(): boolean {
    return this.problems.length === 0;
  }

  /** Lines are zero-based, `endLine` is exclusive. */
  add(code: ProblemCode, line: number, endLine: number, message: string): void {
    const last = this.problems.at(-1);
    if (last?.code === code && last.endLine >= line) {
      this.problems[this.problems.length - 1] = { ...last, endLine: Math.max(last.endLine, endLine) };
    } else if (this.problems.length < limit || code === 'no-goroutines') {
      this.problems.push({ code, line, endLine, message });
    } else {
      this.dropped++;
    }
  }

  build(lineCount: number): readonly Problem[] {
    if (this.dropped === 0) return this.problems;
    const message = `${countText(this.dropped, 'more place')} could not be read.`;
    return [...this.problems, { code: 'too-many', line: 0, endLine: lineCount, message }];
  }
}
