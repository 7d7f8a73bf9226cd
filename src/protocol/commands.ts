/** Commands of the client that the server's code lenses name, with their arguments' types. */
export const commands = {
  /** [uri, Frame]: go to the frame's source, with a choice where there are several targets. */
  openFrame: 'goroutineDump.openFrame',
  /** [uri, line, character]: reveal the goroutine's group in the tree. */
  showInTree: 'goroutineDump.showInTree',
  /** [uri, line, character]: go to the next or previous goroutine of the group. */
  nextGoroutine: 'goroutineDump.nextGoroutine',
  previousGoroutine: 'goroutineDump.previousGoroutine',
} as const;
