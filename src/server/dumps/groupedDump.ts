import type { CancellationToken, Position } from 'vscode-languageserver';
import {
  type Dump,
  type GoroutineGroup,
  type GoroutineIndex,
  groupDump,
  type GroupKey,
  groupKeys,
  type RowName,
  rowNames,
  type Section,
  sectionIndexOf,
  type UserCode,
} from '../../core';
import { maxDumps } from '../../protocol';
import type { DumpText } from '../ports/dumpText';
import { ObjectAddressReader } from './objectAddresses';

/** A dump and its groups. Lines and columns refer to the dump's text unless stated otherwise. */
export abstract class GroupedDump implements DumpText {
  private readonly bySection = new Map<number | undefined, Map<GroupKey, readonly GoroutineGroup[]>>();
  private readonly names = new WeakMap<readonly GoroutineGroup[], ReadonlyMap<string, RowName>>();
  private readonly objectAddresses: ObjectAddressReader;

  constructor(
    readonly uri: string,
    readonly dump: Dump,
    readonly isUserCode: UserCode,
  ) {
    this.objectAddresses = new ObjectAddressReader(dump, this);
  }

  abstract readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]>;

  /** The position in the document of a position in the dump's text. */
  position(line: number, character = 0): Position {
    return { line, character };
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
   * Reads what `groups` needs from the text for the key.
   *
   * @throws if the token is cancelled, or the text cannot be read
   */
  async prepare(key: GroupKey | undefined, token: CancellationToken): Promise<void> {
    if (key === 'lock') await this.objectAddresses.read(token);
  }

  /**
   * The groups, largest first.
   *
   * @param key `prepare` must have been called with it
   * @param section index of the section to group; default: all goroutines of the text
   * @throws if there is no such key or section; a request may name any
   */
  groups(key: GroupKey = 'stack', section?: number): readonly GoroutineGroup[] {
    if (!groupKeys.includes(key)) throw new Error(`Goroutines cannot be grouped by ${key}.`);
    const only = section === undefined ? undefined : this.sectionAt(section);
    let byKey = this.bySection.get(section);
    if (byKey === undefined) {
      this.bySection.set(section, (byKey = new Map<GroupKey, readonly GoroutineGroup[]>()));
    }
    let groups = byKey.get(key);
    if (groups === undefined) {
      const { isUserCode } = this;
      const { found } = this.objectAddresses;
      const context = { isUserCode, ...(found && { objectAddresses: found }) };
      groups = groupDump(this.dump, key, context, only);
      byKey.set(key, groups);
    }
    return groups;
  }

  /** The names of the groups, by id. Parameters and errors as for `groups`. */
  rowNames(key: GroupKey | undefined, section?: number): ReadonlyMap<string, RowName> {
    const groups = this.groups(key, section);
    let names = this.names.get(groups);
    if (names === undefined) {
      const rows = rowNames(this.dump, groups, this.isUserCode);
      this.names.set(groups, (names = new Map(groups.map(({ id }, index) => [id, rows[index]!]))));
    }
    return names;
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

  /** @throws if there is no such section; a request may name any */
  sectionAt(index: number): Section {
    const section = Number.isInteger(index) ? this.dump.sections[index] : undefined;
    if (section === undefined) throw new Error(`The text has no dump number ${index}.`);
    return section;
  }
}
