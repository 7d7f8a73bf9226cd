import isEqual from 'fast-deep-equal';
import { appendTo, type Dump, type GoroutineIndex } from '../../core';
import type { Finding, FindingStep } from '../../protocol';

/** A finding, and the goroutines of each of its steps. */
export interface KnownFinding {
  readonly finding: Finding;
  readonly members: readonly (readonly GoroutineIndex[])[];
}

/** A finding and the step of it that a goroutine takes part in. */
export interface FindingPart {
  readonly finding: Finding;
  readonly step: FindingStep;
}

interface FindingsOfDump {
  readonly findings: readonly Finding[];
  readonly parts: ReadonlyMap<GoroutineIndex, readonly FindingPart[]>;
}

/** The last findings of each dump. An edited text is another dump, without known findings. */
export class KnownFindings {
  private readonly byDump = new WeakMap<Dump, FindingsOfDump>();

  /** @returns whether the findings differ from the last ones */
  keep(dump: Dump, known: readonly KnownFinding[]): boolean {
    const findings = known.map(({ finding }) => finding);
    const before = this.byDump.get(dump)?.findings ?? [];
    this.byDump.set(dump, { findings, parts: partsByGoroutine(known) });
    return !isEqual(before, findings);
  }

  /** Most certain first. */
  of(dump: Dump): readonly Finding[] {
    return this.byDump.get(dump)?.findings ?? [];
  }

  /** The steps that the goroutines take part in, each once, in the order of the findings. */
  partsOf(dump: Dump, goroutines: readonly GoroutineIndex[]): readonly FindingPart[] {
    const known = this.byDump.get(dump);
    if (known === undefined) return [];
    const parts = new Set(goroutines.flatMap((goroutine) => known.parts.get(goroutine) ?? []));
    return [...parts].sort((a, b) => known.findings.indexOf(a.finding) - known.findings.indexOf(b.finding));
  }
}

function partsByGoroutine(
  known: readonly KnownFinding[],
): ReadonlyMap<GoroutineIndex, readonly FindingPart[]> {
  const parts = new Map<GoroutineIndex, FindingPart[]>();
  for (const { finding, members } of known) {
    finding.steps.forEach((step, n) => {
      const part: FindingPart = { finding, step };
      for (const goroutine of members[n]!) appendTo(parts, goroutine, part);
    });
  }
  return parts;
}
