import { commands, type Frame } from '../../protocol';
import { goroutineId } from '../../core';
import { commandLink, joined, type Markdown } from './markdown';
import type { ShownGoroutine } from './shownGoroutine';

/** What the actions of a hover apply to. */
interface ActionTargets {
  readonly uri: string;
  readonly goroutine: ShownGoroutine | undefined;
  /** A frame whose source is known. */
  readonly frame: Frame | undefined;
  /** Whether the goroutine is another one than that of the line. */
  readonly isElsewhere: boolean;
}

/** Links that run the client's commands: open the source, show the group in the tree, go to the goroutine. */
export function hoverActions({ uri, goroutine, frame, isElsewhere }: ActionTargets): readonly Markdown[] {
  const links: Markdown[] = [];
  if (goroutine !== undefined) {
    const { dump, index } = goroutine;
    const { line, character } = dump.position(dump.dump.goroutines.line[index]!);
    const position = [dump.uri, line, character] as const;
    const id = goroutineId(dump.dump.goroutines, index);
    if (isElsewhere) {
      links.push(
        commandLink('Go to Goroutine', commands.goTo, [...position, ...(id === undefined ? [] : [id])]),
      );
    }
    links.push(commandLink('Show in Tree', commands.showInTree, position));
  }
  if (frame !== undefined) links.push(commandLink('Open Source', commands.openFrame, [uri, { ...frame }]));
  return links.length === 0 ? [] : [joined(links, ' · ')];
}
