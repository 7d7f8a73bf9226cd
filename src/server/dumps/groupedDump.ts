import type { CancellationToken, Position } from 'vscode-languageserver';
import {
  Creators,
  divideGroup,
  type Dump,
  type GoroutineGroup,
  type GoroutineIndex,
  type GroupContext,
  groupDump,
  type GroupKey,
  groupKeys,
  type Naming,
  type ObjectAddresses,
  type OwnedLock,
  type PartKey,
  type RowName,
  rowNamer,
  type Section,
  sectionIndexOf,
  type UserCode,
} from '../../core';
import { type GroupKeys, maxDumps } from '../../protocol';
import type { DumpText } from '../ports/dumpText';
import { type LockOwners, readLockOwners } from './lockOwners';
import { readObjectAddresses } from './objectAddresses';
import { ReadOnce } from './readOnce';

/** A dump and its groups. Lines and columns refer to the dump's text unless stated otherwise. */
export abstract class GroupedDump implements DumpText {
  private readonly bySection = new Map<number | undefined, Map<GroupKey, readonly GoroutineGroup[]>>();
  private readonly divided = new WeakMap<GoroutineGroup, Map<PartKey, readonly GoroutineGroup[]>>();
  private names = new WeakMap<readonly GoroutineGroup[], ReadonlyMap<string, RowName>>();
  private naming: Naming | undefined;
  private readonly creators = new WeakMap<readonly GoroutineGroup[], Creators>();
  private namer: ReturnType<typeof rowNamer> | undefined;
  private readonly objectAddresses: ReadOnce<ObjectAddresses>;
  private readonly lockOwners: ReadOnce<LockOwners>;

  constructor(
    readonly uri: string,
    readonly dump: Dump,
    readonly isUserCode: UserCode,
  ) {
    this.objectAddresses = new ReadOnce((token) => readObjectAddresses(dump, this, token));
    this.lockOwners = new ReadOnce((token) => readLockOwners(dump, this, token));
  }

  abstract readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]>;

  /** A line of the dump, and some lines above it: with what surrounds the dump, if the text is a document. */
  linesAbove(line: number, count: number, token: CancellationToken): Promise<readonly string[]> {
    return this.readLines(Math.max(0, line - count), line + 1, token);
  }

  /** The position in the document of a position in the dump's text. */
  position(line: number, character = 0): Position {
    return { line, character };
  }

  /** The first and the last line of the document that lines of the dump have; both are inclusive, newest first or not. */
  linesIn(from: number, to: number): { readonly first: number; readonly last: number } {
    const one = this.position(from).line;
    const other = this.position(to).line;
    return { first: Math.min(one, other), last: Math.max(one, other) };
  }

  /** The first and the last line of a goroutine in the document. */
  linesOf(goroutine: GoroutineIndex): { readonly first: number; readonly last: number } {
    const { line, endLine } = this.dump.goroutines;
    return this.linesIn(line[goroutine]!, endLine[goroutine]! - 1);
  }

  /** The location where the editor shows the goroutine. */
  locationOf(goroutine: GoroutineIndex): { readonly uri: string; readonly position: Position } {
    return { uri: this.uri, position: this.position(this.dump.goroutines.line[goroutine]!) };
  }

  /** The position in the dump's text of a position in the document. */
  textPosition(position: Position): Position {
    return position;
  }

  /**
   * Reads what `groups` needs from the text for the keys.
   *
   * @throws if the token is cancelled, or the text cannot be read
   */
  async prepare(keys: GroupKeys | undefined, token: CancellationToken): Promise<void> {
    if (!keysOf(keys).includes('lock')) return;
    await this.objectAddresses.read(token);
    await this.lockOwners.read(token);
  }

  /**
   * The groups, largest first.
   *
   * @param key `prepare` must have been called with it
   * @param section index of the section to group; default: all goroutines of the text
   * @throws if there is no such key or section; a request may name any
   */
  groups(key: PartKey = 'stack', section?: number): readonly GoroutineGroup[] {
    checkKey(key, groupKeys);
    const only = section === undefined ? undefined : this.sectionAt(section);
    let byKey = this.bySection.get(section);
    if (byKey === undefined) {
      this.bySection.set(section, (byKey = new Map<GroupKey, readonly GoroutineGroup[]>()));
    }
    let groups = byKey.get(key);
    if (groups === undefined) {
      groups = groupDump(this.dump, key, this.groupContext, only);
      byKey.set(key, groups);
    }
    return groups;
  }

  /**
   * The parts of one of the `groups`, or of one of its parts. `key` and errors as for `groups`.
   */
  parts(group: GoroutineGroup, key: PartKey): readonly GoroutineGroup[] {
    checkKey(key, [...groupKeys, 'role']);
    let byKey = this.divided.get(group);
    if (byKey === undefined) this.divided.set(group, (byKey = new Map<PartKey, readonly GoroutineGroup[]>()));
    let parts = byKey.get(key);
    if (parts === undefined) byKey.set(key, (parts = divideGroup(this.dump, group, key, this.groupContext)));
    return parts;
  }

  private get groupContext(): GroupContext {
    const { isUserCode } = this;
    const { found } = this.objectAddresses;
    return { isUserCode, ...(found && { objectAddresses: found }) };
  }

  /** The lock that a group by lock waits for; undefined if its owner is not known. */
  lockOf({ key, members: [first] }: GoroutineGroup): OwnedLock | undefined {
    const address = key === 'lock' ? this.objectAddresses.found?.[first!] : undefined;
    if (address === undefined) return undefined;
    return this.lockOwners.found?.[sectionIndexOf(this.dump, first!)]?.get(address);
  }

  /** Makes the names by these rules from now on. */
  useNaming(naming: Naming): void {
    if (naming === this.naming) return;
    this.naming = naming;
    this.namer = undefined;
    this.names = new WeakMap();
  }

  /** The names of what `groups` or `parts` has returned, by id. */
  rowNames(groups: readonly GoroutineGroup[]): ReadonlyMap<string, RowName> {
    let names = this.names.get(groups);
    if (names === undefined) {
      this.namer ??= rowNamer(this.dump, this.isUserCode, {
        ownerOf: (group) => this.lockOf(group)?.owner.type,
        ...(this.naming && { naming: this.naming }),
      });
      const rows = this.namer(groups);
      this.names.set(groups, (names = new Map(groups.map(({ id }, index) => [id, rows[index]!]))));
    }
    return names;
  }

  /** Who created the goroutines of a goroutine's process. */
  creatorsNear(goroutine: GoroutineIndex): Creators {
    const groups = this.groupsNear(goroutine);
    let creators = this.creators.get(groups);
    if (creators === undefined) this.creators.set(groups, (creators = new Creators(this.dump, groups)));
    return creators;
  }

  /** The name of a goroutine's group by stack. */
  rowName(goroutine: GoroutineIndex): RowName {
    const { id } = this.creatorsNear(goroutine).groupOf(goroutine)!;
    return this.rowNames(this.groupsNear(goroutine)).get(id)!;
  }

  /** The groups by stack of a goroutine's process. */
  private groupsNear(goroutine: GoroutineIndex): readonly GoroutineGroup[] {
    return this.groups(
      'stack',
      this.dump.sections.length > 1 ? sectionIndexOf(this.dump, goroutine) : undefined,
    );
  }

  /** The indices of the sections that are shown separately; a single undefined if all are shown as one. */
  get shownSections(): readonly (number | undefined)[] {
    const { length } = this.dump.sections;
    return length > 1 && length <= maxDumps ? [...this.dump.sections.keys()] : [undefined];
  }

  /** The element of `shownSections` that a goroutine is shown in. */
  shownSectionOf(goroutine: GoroutineIndex): number | undefined {
    return this.shownSections.length > 1 ? sectionIndexOf(this.dump, goroutine) : undefined;
  }

  /** The group of a goroutine among those of its shown section. `key` and errors as for `groups`. */
  groupOf(goroutine: GoroutineIndex, key?: GroupKey): GoroutineGroup | undefined {
    const groups = this.groups(key, this.shownSectionOf(goroutine));
    return groups.find(({ members }) => members.includes(goroutine));
  }

  /** @throws if there is no such section; a request may name any */
  sectionAt(index: number): Section {
    const section = Number.isInteger(index) ? this.dump.sections[index] : undefined;
    if (section === undefined) throw new Error(`The text has no dump number ${index}.`);
    return section;
  }
}

/** The keys of a request. */
export function keysOf(keys: GroupKeys = []): readonly PartKey[] {
  return typeof keys === 'string' ? [keys] : keys;
}

/** @throws if there is no such key; a request may name any */
function checkKey<Key extends PartKey>(key: PartKey, known: readonly Key[]): asserts key is Key {
  if (!known.some((each) => each === key)) throw new Error(`Goroutines cannot be grouped by ${key}.`);
}
