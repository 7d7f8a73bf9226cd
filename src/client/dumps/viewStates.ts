import { type Disposable, EventEmitter, type Memento } from 'vscode';
import type { StateClass } from '../../core';
import type { GroupFilter, GroupKey, GroupOrder } from '../../protocol';
import { groupByDefault } from '../settings';

/** What the user wants to see of a dump. */
export interface ViewState {
  readonly key: GroupKey;
  readonly order: GroupOrder;
  readonly text: string;
  /** Symbol of a function that has to be on the stacks; empty for any. */
  readonly function: string;
  /** Empty for all. */
  readonly classes: readonly StateClass[];
  /** Ids of the groups that are not interesting. */
  readonly hidden: readonly string[];
}

/** The filter as the server wants it; undefined if it leaves nothing out. */
export function filterOf(view: ViewState): GroupFilter | undefined {
  if (!isFiltered(view) && view.hidden.length === 0) return undefined;
  const { text, classes, hidden } = view;
  return { text, classes, hidden, function: view.function || undefined };
}

/** Whether groups are left out that are not hidden. */
export function isFiltered(view: ViewState): boolean {
  return view.text !== '' || view.classes.length > 0 || view.function !== '';
}

/** The view without its filters; hidden groups stay hidden. */
export const unfiltered = { text: '', classes: [], function: '' } as const;

const hiddenKey = 'hiddenGroups';
/** Documents whose hidden groups are remembered, so that the store does not grow for ever. */
const documentsRemembered = 100;

/** A view state for each dump. Hidden groups outlive the session, filters do not. */
export class ViewStates implements Disposable {
  private readonly states = new Map<
    string,
    Omit<ViewState, 'key'> & { readonly key: GroupKey | undefined }
  >();
  private readonly changed = new EventEmitter<string>();

  /** Uri of the dump whose view state is another. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: Memento) {}

  of(uri: string): ViewState {
    const state = this.states.get(uri);
    if (state !== undefined) return { ...state, key: state.key ?? groupByDefault() };
    return {
      key: groupByDefault(),
      order: 'count',
      ...unfiltered,
      hidden: this.remembered()[uri] ?? [],
    };
  }

  update(uri: string, change: Partial<ViewState>): void {
    const { key } = this.states.get(uri) ?? {};
    this.states.set(uri, { ...this.of(uri), key, ...change });
    if (change.hidden !== undefined) this.remember(uri, change.hidden);
    this.changed.fire(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private remembered(): Readonly<Record<string, readonly string[]>> {
    return this.memory.get(hiddenKey, {});
  }

  private remember(uri: string, hidden: readonly string[]): void {
    if (uri.startsWith('untitled:')) return; // the next untitled document has the same name
    const others = Object.entries(this.remembered()).filter(([other]) => other !== uri);
    const all = hidden.length === 0 ? others : [...others, [uri, hidden] as const];
    void this.memory.update(hiddenKey, Object.fromEntries(all.slice(-documentsRemembered)));
  }
}
