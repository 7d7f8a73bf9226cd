/**
 * Functions of the standard library that keep a channel and send on it when something outside the program happens: who
 * receives from it waits by design. By symbol, with the position of the channel among the arguments.
 */
export const outsideSenders: ReadonlyMap<string, number> = new Map([
  // A signal may come at any time, and usually never does.
  ['os/signal.Notify', 0],
]);
