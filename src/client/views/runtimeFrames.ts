import type { GroupFrame } from '../model/answers';

/** Whether stacks show frames of the Go runtime. */
export type RuntimeFrames = 'shown' | 'hidden';

/** A stack of nothing but the runtime is shown whole. */
export function shownFrames(all: readonly GroupFrame[], runtimeFrames: RuntimeFrames) {
  const showsAll = runtimeFrames === 'shown' || all.every(({ runtime }) => runtime);
  return ({ runtime }: GroupFrame) => showsAll || !runtime;
}
