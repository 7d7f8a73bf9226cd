import type { Position } from 'vscode-languageserver';
import {
  type Dump,
  type GoroutineGroup,
  type GoroutineIndex,
  groupDump,
  type GroupKey,
  groupKeys,
  type LineAt,
  type Section,
  sectionIndexOf,
  type UserCode,
} from '../../core';
import { mostDumps } from '../../protocol';

/** A dump and its groups. Lines and columns are those of the dump's text unless they say otherwise. */
export abstract class GroupedDump {
  private readonly bySection = new Map<number | undefined, Map<GroupKey, readonly GoroutineGroup[]>>();

  constructor(
    readonly uri: string,
    readonly dump: Dump,
    readonly isUserCode: UserCode,
  ) {}

  /** Gives the dump's text. */
  abstract readonly lineAt: LineAt;

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

  /**
   * Largest first.
   *
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
      const context = { isUserCode: this.isUserCode, lineAt: this.lineAt };
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
