import type { Held } from './held';

/** What is held at jumps of one kind, by the label that they go to; empty for those without a label. */
class Jumps {
  private readonly held = new Map<string, Held[]>();

  add(label: string, held: Held): void {
    this.held.set(label, [...(this.held.get(label) ?? []), held]);
  }

  /** The jumps to a label. */
  takeLabelled(label: string): readonly Held[] {
    return label === '' ? [] : this.takeAll(label);
  }

  /** The jumps without a label, and those with the statement's label. */
  take(label: string): readonly Held[] {
    return [...this.takeAll(''), ...this.takeLabelled(label)];
  }

  private takeAll(label: string): readonly Held[] {
    const taken = this.held.get(label) ?? [];
    this.held.delete(label);
    return taken;
  }
}

/** No jumps yet, by kind. */
export function noJumps(): Readonly<Record<'break' | 'continue' | 'goto' | 'fallthrough', Jumps>> {
  return { break: new Jumps(), continue: new Jumps(), goto: new Jumps(), fallthrough: new Jumps() };
}
