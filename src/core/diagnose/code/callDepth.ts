import type { Func } from '../../facts/code';

interface Known<Result> {
  readonly depth: number;
  /** Number of calls that were followed below; infinite if that was cut short. */
  readonly height: number;
  readonly result: Result;
}

/**
 * Results for functions that depend on the functions they call, up to a depth. The order of the questions does not
 * matter.
 */
export class CallDepth<Result> {
  private readonly known = new Map<Func, Known<Result>[]>();
  /** Of the function whose result is being computed. */
  private height = 0;

  /** @param beyond returns the result for a function that is too deep */
  constructor(
    private readonly maxDepth: number,
    private readonly beyond: (func: Func) => Result,
  ) {}

  /**
   * @param depth number of calls that have led to the function
   * @param compute may ask for the functions that this one calls, one deeper
   */
  resultOf(func: Func, depth: number, compute: () => Result): Result {
    if (depth > this.maxDepth) {
      this.height = Infinity;
      return this.beyond(func);
    }
    const all = this.known.get(func) ?? [];
    this.known.set(func, all);
    let known = all.find((each) => each.depth === depth || depth + each.height <= this.maxDepth);
    if (known === undefined) {
      const outer = this.height;
      this.height = 0;
      const result = compute();
      known = { depth, height: this.height, result };
      all.push(known);
      this.height = outer;
    }
    this.height = Math.max(this.height, known.height + 1);
    return known.result;
  }
}
