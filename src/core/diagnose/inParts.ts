/** Long work as a generator that yields after each part, so that its caller can do something else in between, or stop. */
export type InParts<Result> = Generator<undefined, Result, undefined>;

/** Does the work without pauses. */
export function finish<Result>(work: InParts<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
