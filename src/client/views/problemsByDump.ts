/** Problems of files, by the file's uri. */
export type Problems<Problem> = ReadonlyMap<string, readonly Problem[]>;

/** The problems that each dump finds; several dumps may have some in the same file. */
export class ProblemsByDump<Problem> {
  private readonly byDump = new Map<string, Problems<Problem>>();

  /** Uris of the dumps that have any. */
  get dumps(): readonly string[] {
    return [...this.byDump.keys()];
  }

  /**
   * Replaces the problems of a dump.
   *
   * @returns all problems of the files in which it has or had some
   */
  set(dump: string, problems: Problems<Problem>): Problems<Problem> {
    const before = this.byDump.get(dump);
    if (problems.size === 0) this.byDump.delete(dump);
    else this.byDump.set(dump, problems);
    const files = new Set([...(before?.keys() ?? []), ...problems.keys()]);
    return new Map(
      Array.from(files, (file) => [file, [...this.byDump.values()].flatMap((each) => each.get(file) ?? [])]),
    );
  }
}
