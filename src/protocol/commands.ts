/** Commands of the client that the server's code lenses and hovers run, with the types of their arguments. */
export const commands = {
  /** [uri, Frame]: open the source of the frame; the user chooses if there are several targets. */
  openFrame: 'goroutineDump.openFrame',
  /** [uri, line, character]: reveal the goroutine's group in the tree. */
  showInTree: 'goroutineDump.showInTree',
  /** [uri, line, character, id]: go to a goroutine, in whatever document shows it. */
  goTo: 'goroutineDump.goTo',
  /** [uri, line, character]: go to the next or previous goroutine of the group. */
  nextGoroutine: 'goroutineDump.nextGoroutine',
  previousGoroutine: 'goroutineDump.previousGoroutine',
  /** [uri, id of a finding]: select the finding in its view. */
  showFinding: 'goroutineDump.showFinding',
} as const;

/** Those that a link in a hover may run. */
export const hoverCommands = [commands.openFrame, commands.showInTree, commands.goTo] as const;
