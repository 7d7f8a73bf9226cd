import type { CancellationToken, Position } from 'vscode-languageserver';
import {
  type Dump,
  type GoroutineGroup,
  type GoroutineIndex,
  groupDump,
  type GroupKey,
  groupKeys,
  type Section,
  sectionIndexOf,
  type UserCode,
} from '../../core';
import { mostDumps } from '../../protocol';
import type { DumpText } from '../ports/dumpText';
import { WaitAddressReader } from './waitAddresses';

/** A dump and its groups. Lines and columns are those of the dump's text unless they say otherwise. */
export abstract class GroupedDump implements DumpText {
  private readonly bySection = new Map<number | undefined, Map<GroupKey, readonly GoroutineGroup[]>>();
  private readonly waitAddresses: WaitAddressReader;

  constructor(
    readonly uri: string,
    readonly dump: Dump,
    readonly isUserCode: UserCode,
  ) {
    this.waitAddresses = new WaitAddressReader(dump, this);
  }

  abstract readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]>;

  /** Where a position of the dump's text stands in the document. */
  position(line: number, character = 0): Position {
    return { line, character };
  }

  /** Where the editor shows the goroutine. */
  locationOf(goroutine: GoroutineIndex): { readonly uri: string; readonly position: Position } {
    return { uri: this.uri, position: this.position(this.dump.goroutines.line[goroutine]!) };
  }

  /** The position of the dump's text that a position of the document stands for. */
  textPosition(position: Position): Position {
    return position;
  }

  /** Reads what `groups` needs of the text for the key. @throws if the token is cancelled, or the text cannot be read */
  async prepare(key: GroupKey | undefined, token: CancellationToken): Promise<void> {
    if (key === 'lock') await this.waitAddresses.read(token);
  }

  /**
   * Largest first.
   *
   * @param key `prepare` has to have been called with it
   * @param section index of the one whose groups are wanted; default: all goroutines of the text
   * @throws for a key or a section that does not exist, as a request may name one
   */
  groups(key: GroupKey = 'stack', section?: number): readonly GoroutineGroup[] {
    if (!groupKeys.includes(key)) throw new Error(`Groups cannot be made by ${key}.`);
    const only = section === undefined ? undefined : this.sectionAt(section);
    let byKey = this.bySection.get(section);
    if (byKey === undefined) {
      this.bySection.set(section, (byKey = new Map<GroupKey, readonly GoroutineGroup[]>()));
    }
    let groups = byKey.get(key);
    if (groups === undefined) {
      const { isUserCode } = this;
      const { found } = this.waitAddresses;
      const context = { isUserCode, ...(found && { waitAddresses: found }) };
      groups = groupDump(this.dump, key, context, only);
      byKey.set(key, groups);
    }
    return groups;
  }

  /** The sections that are shown separately; a single undefined if all are shown as one. */
  get shownSections(): readonly (number | undefined)[] {
    const { length } = this.dump.sections;
    return length > 1 && length <= mostDumps ? [...this.dump.sections.keys()] : [undefined];
  }

  /** The one of `shownSections` that a goroutine is shown in. */
  shownSectionOf(goroutine: GoroutineIndex): number | undefined {
    return this.shownSections.length > 1 ? sectionIndexOf(this.dump, goroutine) : undefined;
  }

  /** @throws for one that does not exist, as a request may name one */
  sectionAt(index: number): Section {
    const section = Number.isInteger(index) ? this.dump.sections[index] : undefined;
    if (section === undefined) throw new Error(`The text has no dump number ${index}.`);
    return section;
  }
}
