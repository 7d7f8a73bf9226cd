import type { Problem, ProblemCode } from '../model/problem';

/** More than this many problems say nothing that the first ones do not. */
const limit = 100;

export const noHeader = 'No goroutine was found: a header such as “goroutine 1 [running]:” was expected.';

/** @param preamble what goroutines were expected after; undefined for a text without one */
export function noGoroutines(preamble: string | undefined): string {
  if (preamble === undefined) return noHeader;
  return `“${preamble.slice(0, 80)}” is followed by no goroutine: was the program run with GOTRACEBACK=none?`;
}

/** Collects what could not be read: adjacent problems of one kind are one problem. */
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
    const message = `${this.dropped} more places could not be read.`;
    return [...this.problems, { code: 'too-many', line: 0, endLine: lineCount, message }];
  }
}
