/** A pprof label of a goroutine. */
export interface Label {
  readonly key: string;
  readonly value: string;
}
