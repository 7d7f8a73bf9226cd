import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import {
  basisText,
  confidenceWord,
  countText,
  findingTitle,
  heldName,
  holdPlace,
  holdWords,
  isClaimed,
  mainStep,
  type MissingBasis,
  missingBasisText,
  numberText,
  sectionCountWords,
  sectionsOf,
  stepIds,
  stepName,
  stepPlace,
  waitPlace,
  waitWords,
} from '../../core';
import type { Finding, FindingStep } from '../model/answers';
import { rowText, tooltipText } from '../text/sinks';
import { format, isEmpty, joined, received, untrusted, type UntrustedText } from '../text/untrusted';
import {
  type BackNode,
  type BasisNode,
  type FindingNode,
  type FoldNode,
  type FindingTreeNode,
  type HoldNode,
  type QueueNode,
  sourceOf,
  type StepNode,
  stepOf,
  type TextsNode,
  type TextsTitle,
  type WaitNode,
} from './findingNodes';
import { muted } from './classIcon';

/** Also in package.json. */
export const openFindingRowCommand = 'goroutineDump.openFindingRow';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** How a node is drawn. Tooltips are plain strings: they show text of the dump. */
export function findingItem(node: FindingTreeNode): TreeItem {
  const item = draw(node);
  item.id = node.id;
  item.contextValue = stepOf(node) === undefined ? node.kind : sourceOf(node) ? 'step.source' : 'step.dump';
  if (stepOf(node) !== undefined || node.kind === 'missing') {
    // Without arguments: the selection says which row it is about.
    item.command = {
      command: openFindingRowCommand,
      title: sourceOf(node) ? 'Open Source' : 'Reveal in Dump',
    };
  }
  return item;
}

function draw(node: FindingTreeNode): TreeItem {
  switch (node.kind) {
    case 'fold':
      return rowOfFold(node);
    case 'finding':
      return rowOfFinding(node);
    case 'step':
      return rowOfStep(node);
    case 'hold':
      return rowOfHold(node);
    case 'wait':
      return rowOfWait(node);
    case 'back':
      return rowOfBack(node);
    case 'queue':
      return rowOfQueue(node);
    case 'texts':
      return rowOfTexts(node);
    case 'text': {
      const item = new TreeItem(rowText(node.text));
      item.tooltip = tooltipText([node.text]);
      item.iconPath = new ThemeIcon('circle-small-filled', muted);
      return item;
    }
    case 'basis':
      return rowOfBasis(node);
    case 'missing': {
      const [title, icon] = remedies[node.missing];
      const item = new TreeItem(title);
      item.tooltip = missingBasisText(node.missing);
      item.accessibilityInformation = { label: `${title}. ${item.tooltip}` };
      item.iconPath = new ThemeIcon(icon);
      return item;
    }
  }
}

function rowOfFinding({ finding, parent, row }: FindingNode): TreeItem {
  const { affected, confidence, section } = finding;
  const title = rowText(format(findingTitle, finding));
  const dump = section?.title ?? untrusted``;
  const isOpen = row === 0 && parent === undefined && isClaimed(finding);
  // In a folded row, only the dump tells it from the others.
  const item = new TreeItem(parent === undefined ? title : rowText(dump), isOpen ? Expanded : Collapsed);
  const main = mainStep(finding);
  const place = main === undefined || parent !== undefined ? '' : format(stepPlace, main);
  const count = affected === 1 ? '' : countText(affected, 'goroutine');
  item.description = rowText(joined([parent === undefined ? dump : '', count, place], ' · '));
  item.iconPath = parent === undefined ? confidenceIcon(finding) : new ThemeIcon('file-code', muted);
  item.tooltip = tooltipText([...(isEmpty(dump) ? [] : [dump]), ...tooltipOf(finding)]);
  item.accessibilityInformation = {
    label: rowText(
      joined(
        [
          joined([`${confidenceWord(confidence)}: ${title}`, dump, countText(affected, 'goroutine')], ', '),
          finding.verdict,
        ],
        '. ',
      ),
    ),
  };
  return item;
}

function rowOfFold({ findings, row }: FoldNode): TreeItem {
  const first = findings[0]!;
  const title = rowText(format(findingTitle, first));
  const isOpen = row === 0 && isClaimed(first) && findings.length <= mostExpanded;
  // The count first: a narrow side bar cuts the end.
  const item = new TreeItem(`${numberText(findings.length)} × ${title}`, isOpen ? Expanded : Collapsed);
  const dumps = sectionCountWords(sectionsOf(findings).length);
  const affected = findings.reduce((sum, finding) => sum + finding.affected, 0);
  item.description = `${dumps} · ${countText(affected, 'goroutine')}`;
  item.iconPath = confidenceIcon(first);
  const listed = findings.slice(0, dumpsListed).flatMap(({ section }) => section?.title ?? []);
  const more = findings.length > dumpsListed ? [untrusted`…`] : [];
  item.tooltip = tooltipText([
    untrusted`${confidenceWord(first.confidence)}, ${dumps}: ${title}`,
    ...[...listed, ...more].map((text) => untrusted`• ${text}`),
  ]);
  item.accessibilityInformation = {
    label: `${confidenceWord(first.confidence)}: ${title}, ${dumps}, ${countText(affected, 'goroutine')}`,
  };
  return item;
}

/** Findings in a folded row that is expanded at first: more would push the others out of sight. */
const mostExpanded = 5;
/** Dumps of a folded row that its tooltip names. */
const dumpsListed = 10;

function confidenceIcon({ confidence }: Finding): ThemeIcon {
  const [icon, colour] = icons[confidence];
  return new ThemeIcon(icon, new ThemeColor(colour));
}

const icons: Readonly<Record<Finding['confidence'], readonly [icon: string, colour: string]>> = {
  proven: ['error', 'problemsErrorIcon.foreground'],
  likely: ['warning', 'problemsWarningIcon.foreground'],
  possible: ['question', 'descriptionForeground'],
};

function tooltipOf({ confidence, verdict, evidence, rejected, advice }: Finding): readonly UntrustedText[] {
  const block = (title: TextsTitle, texts: readonly UntrustedText[]) =>
    texts.length === 0
      ? []
      : [untrusted``, untrusted`${title}:`, ...texts.map((text) => untrusted`• ${text}`)];
  return [
    untrusted`${confidenceWord(confidence)}. ${verdict}`,
    ...block('Evidence', evidence),
    ...block('Rejected', rejected),
    ...block('What to do', advice === undefined ? [] : [advice]),
  ];
}

function rowOfStep({ parent, step }: StepNode): TreeItem {
  const { count, role } = step;
  const name = rowText(format(stepName, step));
  const isEmptyStep = step.waitsFor === undefined && step.holds === undefined;
  const item = new TreeItem(name, isEmptyStep ? None : parent.kind === 'queue' ? Collapsed : Expanded);
  const place = format(stepPlace, step);
  const asCandidate = role === 'candidate' ? 'may hold the lock' : '';
  item.description = rowText(
    joined([asCandidate, place, count === 1 ? format(stepIds, step, 1) : ''], ' · '),
  );
  item.iconPath = new ThemeIcon(
    role === 'candidate' ? 'question' : 'symbol-method',
    role === 'queued' ? muted : new ThemeColor('symbolIcon.methodForeground'),
  );
  const left = untrusted`${role === 'counterpart' ? 'It has left the code that the others wait for.' : ''}`;
  item.tooltip = tooltipText([step.function, placeLine(step), format(stepIds, step, 20), left]).trim();
  const roleTexts = {
    holder: 'holder',
    waiter: 'waiter',
    queued: 'queued behind',
    candidate: 'may hold the lock',
    counterpart: 'has left the code that they wait for',
  };
  item.accessibilityInformation = {
    label: rowText(joined([name, roleTexts[role], place, format(stepIds, step, 3)], ', ')),
  };
  return item;
}

function placeLine({ file, line }: FindingStep): UntrustedText {
  return isEmpty(file) ? file : untrusted`${file}:${line}`;
}

function rowOfHold({ parent, hold }: HoldNode): TreeItem {
  const words = format(holdWords, hold, received(parent.step.count));
  const place = format(holdPlace, hold);
  // The label fits into a narrow side bar.
  const item = new TreeItem(rowText(format(heldName, hold, received(parent.step.count))));
  item.description = rowText(untrusted`${hold.mode === 'read' ? 'for reading ' : ''}since ${place}`);
  const until = hold.deferred ? 'Released only when the function returns.' : '';
  item.tooltip = tooltipText([
    untrusted`${words} since ${place}`,
    ...(hold.address === undefined ? [] : [untrusted`at ${hold.address}`]),
    untrusted`${until}`,
  ]).trim();
  item.accessibilityInformation = { label: rowText(untrusted`${words} since ${place}`) };
  item.iconPath = new ThemeIcon('lock', new ThemeColor('charts.red'));
  return item;
}

function rowOfWait({ parent: { step } }: WaitNode): TreeItem {
  const words = waitWordsOf(step);
  const place = format(waitPlace, step);
  // The row above says where.
  const item = new TreeItem(rowText(words));
  const address = step.waitsFor?.address;
  item.tooltip = tooltipText([
    isEmpty(place) ? words : untrusted`${words} at ${place}`,
    ...(address === undefined ? [] : [untrusted`at ${address}`]),
  ]);
  item.accessibilityInformation = { label: rowText(joined([words, place], ', at ')) };
  item.iconPath = new ThemeIcon('arrow-right', new ThemeColor('charts.yellow'));
  return item;
}

function waitWordsOf(step: FindingStep): UntrustedText {
  return format((known: Parameters<typeof waitWords>[0]) => waitWords(known) ?? '', step);
}

function rowOfBack({ step }: BackNode): TreeItem {
  const name = format(stepName, step);
  const item = new TreeItem(rowText(untrusted`back to ${name}`));
  item.tooltip = tooltipText([untrusted`The last one waits for the first one, ${name}: a cycle.`]);
  item.iconPath = new ThemeIcon('refresh', muted);
  return item;
}

function rowOfQueue({ steps, parent }: QueueNode): TreeItem {
  const count = steps.reduce((sum, step) => sum + step.count, 0);
  const isMain = parent.finding.kind === 'lockHeld';
  const item = new TreeItem(`${numberText(count)} queued behind`, isMain ? Expanded : Collapsed);
  item.description = steps.length === 1 ? '' : countText(steps.length, 'stack');
  item.accessibilityInformation = {
    label: [`${countText(count, 'goroutine')} queued behind`, item.description].filter(Boolean).join(', '),
  };
  item.iconPath = new ThemeIcon('list-unordered', muted);
  return item;
}

function rowOfTexts({ title, texts, parent }: TextsNode): TreeItem {
  const item = new TreeItem(title, title === 'What to do' || parent.kind === 'basis' ? Expanded : Collapsed);
  item.iconPath = new ThemeIcon(textIcons[title], muted);
  item.tooltip = tooltipText(texts);
  return item;
}

const textIcons: Readonly<Record<TextsTitle, string>> = {
  Evidence: 'checklist',
  Rejected: 'circle-slash',
  'What to do': 'lightbulb',
  Limits: 'info',
};

function rowOfBasis({ found }: BasisNode): TreeItem {
  const { basis, findings } = found;
  const item = new TreeItem('What was looked at', findings.some(isClaimed) ? Collapsed : Expanded);
  item.description = `${countText(basis.stacks, 'stack')}, source of ${numberText(basis.framesWithSource)} of ${numberText(basis.frames)} frames`;
  item.tooltip = basisText(basis);
  item.accessibilityInformation = { label: basisText(basis) };
  item.iconPath = new ThemeIcon('search', muted);
  return item;
}

/** What the user can do about it, and its icon. */
const remedies: Readonly<Record<MissingBasis, readonly [title: string, icon: string]>> = {
  folder: ['Open the source folder…', 'folder-opened'],
  source: ['Map the source path…', 'settings-gear'],
  addresses: ['Take a SIGQUIT dump…', 'question'],
};
