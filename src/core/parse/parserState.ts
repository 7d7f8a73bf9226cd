/** What the current line may continue. */
export type ParserState =
  /** Outside every stack, or after a finished one. */
  | 'outside'
  | 'stack'
  /** After a created-by frame, where only ancestors can follow. */
  | 'created'
  | 'ancestors'
  /** In a `runtime stack:`, the thread's own stack at a fatal error, which is not a goroutine. */
  | 'runtimeStack';
