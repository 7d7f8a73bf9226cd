import { appendTo, groupKeys, type StateClass } from '../../core';
import type { GroupKey, GroupOrder, PartKey, Selection } from '../../protocol';
import type { Sendable, UntrustedText } from '../text/untrusted';
import { type Memory, RememberedValues } from './rememberedValues';

/** How the user wants to see a dump. */
export interface ViewState {
  readonly key: GroupKey;
  readonly order: GroupOrder;
  readonly text: string;
  /** Symbol of a function that must be on the stacks; undefined if any may be. */
  readonly function: UntrustedText | undefined;
  /** Empty shows all. */
  readonly classes: readonly StateClass[];
  /** Ids of the hidden groups. */
  readonly hidden: readonly string[];
}

/**
 * The keys of the groups and of their parts: goroutines that share something else than the stack have parts by stack, and those
 * that wait for a lock have parts by their role before that.
 */
export function groupKeysOf({ key }: ViewState): readonly PartKey[] {
  if (key === 'lock') return [key, 'role', 'stack'];
  return key === 'stack' || key === 'stackAndState' ? [key] : [key, 'stack'];
}

/** The goroutines that the view shows; undefined for all. */
export function selectionOf(view: Omit<ViewState, 'key'>): Sendable<Selection> | undefined {
  if (!isFiltered(view) && view.hidden.length === 0) return undefined;
  const { text, classes, hidden, function: symbol } = view;
  return { text, classes, hidden, ...(symbol && { function: symbol }) };
}

/** Whether a filter other than hidden groups leaves goroutines out. */
export function isFiltered(view: Omit<ViewState, 'key'>): boolean {
  return view.text !== '' || view.classes.length > 0 || view.function !== undefined;
}

/** The view without its filters; hidden groups stay hidden. */
export const unfiltered = { text: '', classes: [], function: undefined } as const;

const statesKey = 'viewStates';

/** The key is undefined until the user chooses one. */
type ChosenState = Omit<ViewState, 'key'> & { readonly key: GroupKey | undefined };

const initial: ChosenState = { key: undefined, order: 'count', ...unfiltered, hidden: [] };

/** The view states of dumps, by uri. Those of files outlive the session. */
export class ViewStateStore {
  private readonly states = new Map<string, ChosenState>();
  private readonly remembered: RememberedValues<Partial<ChosenState>>;

  /** The hidden groups before each change of them in this session, by uri. */
  private readonly hiddenBefore = new Map<string, (readonly string[])[]>();

  constructor(
    memory: Memory,
    private readonly groupByDefault: () => GroupKey,
  ) {
    this.remembered = new RememberedValues(memory, statesKey);
  }

  of(uri: string): ViewState {
    const state = this.chosenFor(uri);
    return { ...state, key: state.key ?? this.groupByDefault() };
  }

  update(uri: string, change: Partial<ViewState>): void {
    const { hidden } = this.of(uri);
    const isOther = change.hidden !== undefined && String(change.hidden) !== String(hidden);
    if (isOther) appendTo(this.hiddenBefore, uri, hidden);
    this.set(uri, change);
  }

  /** The groups that were hidden before the last change of them; undefined if there was none in this session. */
  undoHiding(uri: string): readonly string[] | undefined {
    const hidden = this.hiddenBefore.get(uri)?.pop();
    if (hidden === undefined) return undefined;
    this.set(uri, { hidden }); // an undo is no change to undo
    return hidden;
  }

  /** Must be called when a document is closed: the next untitled document may have the same uri. */
  close(uri: string): void {
    if (!isUntitled(uri)) return;
    this.states.delete(uri);
    this.hiddenBefore.delete(uri);
  }

  private chosenFor(uri: string): ChosenState {
    let state = this.states.get(uri);
    if (state === undefined) {
      const { key, ...remembered } = this.remembered.of(uri) ?? {};
      // Another version of the extension may have stored a key that this one does not have.
      state = { ...initial, ...remembered, key: groupKeys.find((known) => known === key) };
      this.states.set(uri, state);
    }
    return state;
  }

  private set(uri: string, change: Partial<ViewState>): void {
    const state = { ...this.chosenFor(uri), ...change };
    this.states.set(uri, state);
    this.remember(uri, state);
  }

  private remember(uri: string, state: ChosenState): void {
    if (isUntitled(uri)) return;
    const isInitial = state.key === undefined && state.order === 'count' && selectionOf(state) === undefined;
    void this.remembered.set(uri, isInitial ? undefined : state);
  }
}

function isUntitled(uri: string): boolean {
  return uri.startsWith('untitled:');
}
