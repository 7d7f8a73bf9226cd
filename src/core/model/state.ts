/** The kind of a state, coarse enough for icons and filters. */
export type StateClass =
  | 'running'
  | 'lock'
  | 'channel'
  | 'select'
  | 'io'
  | 'syscall'
  | 'sleep'
  | 'runtime'
  | 'idle'
  /** The form has no states, e.g. a profile. */
  | 'unknown';

/** The text between the brackets of a header, without the minutes and the labels. */
export interface State {
  /** As printed, e.g. `chan receive (nil chan), locked to thread`. */
  readonly text: string;
  /** The wait reason or status alone, e.g. `chan receive (nil chan)`. */
  readonly reason: string;
  readonly class: StateClass;
  readonly scan: boolean;
  /** Proven unable to wake (goroutineleak profile, Go 1.26). */
  readonly leaked: boolean;
  /** Only its synctest bubble can wake it (Go 1.25). */
  readonly durable: boolean;
  readonly lockedToThread: boolean;
  /** Number of its synctest bubble; in Go 1.24, the id of the bubble's root goroutine. */
  readonly bubble: number | undefined;
}
