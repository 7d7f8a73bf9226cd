import {
  capital,
  confidenceWord,
  countText,
  type Counterpart,
  counterpartOf,
  goroutineAt,
  holdPlace,
  holdWords,
  numberText,
  ownWords,
  shortName,
  stepIds,
  waitPlace,
  waitWords,
} from '../../core';
import { dedupView, fileGoroutine, type FindingStep } from '../../protocol';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { GroupedDump } from '../dumps/groupedDump';
import type { DedupedDumps } from '../dumps/dumpStore';
import type { FindingPart, KnownFindings } from '../dumps/knownFindings';
import { groupsInDump } from '../requests/dedupGroups';
import { codeSpan, joined, lineLink, type Markdown, markdown, ownText, sentence } from './markdown';

/** More are not read. */
const maxListed = 3;

/** Where the goroutine's part in findings is told. */
export interface FindingPartAt extends FindingPart {
  /** Uri of the dump. */
  readonly uri: string;
}

/**
 * What the goroutine at a line of the document's dump does in findings. In a deduplicated document, it is what the goroutines
 * of its stack do in the dump that it was made from; in that of a goroutine of a large file, what this one does in the file's
 * dump. Looks for nothing that is not known yet.
 */
export function findingsAt(
  document: DumpDocument,
  line: number,
  dumps: DedupedDumps,
  findings: KnownFindings,
): readonly FindingPartAt[] {
  const goroutine = goroutineAt(document.dump, line);
  if (goroutine === undefined) return [];
  let dump: GroupedDump = document;
  let members: readonly number[] = [goroutine];
  if (dedupView(document.uri) !== undefined || fileGoroutine(document.uri) !== undefined) {
    const section = document.shownSectionOf(goroutine);
    const group = document.groups('stack', section).find((each) => each.members.includes(goroutine));
    if (group === undefined) return [];
    const inDump = groupsInDump(document, dumps)({ group, section });
    const { members: all } = inDump.group;
    dump = inDump.dump;
    members = inDump.shown === undefined ? all : all.slice(inDump.shown, inDump.shown + 1);
  }
  return findings.partsOf(dump.dump, members).map((part) => ({ ...part, uri: dump.uri }));
}

/** Who waits for what, who holds it or should serve it, and what finding that belongs to, most certain first. */
export function describeParts(parts: readonly FindingPartAt[]): readonly Markdown[] {
  return parts.slice(0, maxListed).flatMap(describePart);
}

function describePart({ finding, step, uri }: FindingPartAt): readonly Markdown[] {
  const { holds = [], count, waitsFor, role } = step;
  const counterpart = counterpartOf(finding, step);
  const waits = waitWords(step);
  const address = waitsFor?.address;
  // Without an expression, the words name the address.
  const at =
    address === undefined || waitsFor?.expr === undefined ? ownText('') : markdown` (${codeSpan(address)})`;
  const whoWait = count === 1 ? capital(waits ?? '') : `${countText(count, 'goroutine')} ${waits}`;
  const wait = waits === undefined ? [] : [markdown`**${whoWait}**${at}${atPlace(step)}`];
  const held = holds.slice(0, maxListed).map((hold) => {
    const place = lineLink(markdown`${holdPlace(hold)}`, hold.uri, hold.line);
    const until = hold.deferred ? ', until the function returns' : '';
    return markdown`**${capital(holdWords(hold, count))}** since ${place}${until}`;
  });
  const verdict = markdown`**${confidenceWord(finding.confidence)}:** ${sentence(finding.verdict)}`;
  const roles: Partial<Record<typeof role, string>> = {
    candidate: 'May hold the lock that others wait for',
    counterpart: 'Has left the code that others wait for',
  };
  const part = roles[role];
  return [
    ...wait,
    ...held,
    ...(part === undefined ? [] : [ownText(part)]),
    ...(counterpart === undefined ? [] : [describeCounterpart(counterpart, step, uri)]),
    verdict,
  ];
}

function atPlace(step: FindingStep): Markdown {
  const { target, waitsFor } = step;
  const place = waitPlace(step);
  if (target === undefined) return place === '' ? ownText('') : markdown` at ${place}`;
  return markdown` at ${lineLink(markdown`${place}`, target.uri, waitsFor?.line ?? target.line)}`;
}

function describeCounterpart(
  { step: other, relation, hold }: Counterpart<FindingStep>,
  step: FindingStep,
  uri: string,
): Markdown {
  if (other === step) return markdown`${capital(ownWords(step).replace(/^which /, ''))}`;
  const who = whoText(other, uri);
  const waits = waitWords(other);
  const which = waits === undefined ? ownText('') : markdown`, which ${waits}`;
  switch (relation) {
    case 'holds': {
      const place = lineLink(markdown`${holdPlace(hold!)}`, hold!.uri, hold!.line);
      return markdown`Held${hold!.mode === 'read' ? ' for reading' : ''} by ${who} since ${place}${which}`;
    }
    case 'pendingWriter':
      return markdown`Behind the next writer: ${who}${which}`;
    case 'mayHold':
      return markdown`Perhaps held by ${who}${which}`;
    case 'serves':
      return markdown`To be served by ${who}${which}`;
  }
}

/** Its function, and a link to its first goroutine in the dump. */
function whoText(step: FindingStep, uri: string): Markdown {
  const name = codeSpan(shortName(step.function) || 'a goroutine');
  const count = step.count === 1 ? ownText('') : markdown`${numberText(step.count)} × `;
  const ids = stepIds(step);
  const link = ids === '' ? ownText('') : markdown` (${lineLink(ownText(ids), uri, step.header.line + 1)})`;
  return joined([count, name, link], '');
}
