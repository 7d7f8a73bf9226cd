import { countsText, countText, isLess, selectionText, sumCounts } from '../../core';
import type { ShownDump } from '../model/shownDump';
import { selectionOf } from '../model/viewState';
import { format, joined, untrusted, type UntrustedText } from '../text/untrusted';
import { formText, keyText } from './wording';

/** The message above the tree: what differs from all goroutines of the dump, grouped by stack. */
export function viewText(dump: ShownDump): UntrustedText {
  const { view, summary } = dump;
  const order = view.order === 'wait' ? ['Longest wait first.'] : [];
  const by = view.key === 'stack' ? [] : [`By ${keyText(view.key).label.toLowerCase()}.`];
  // Groups of another key may be hidden, too.
  const hidden = dump.sections.some((section) => section.hidden > 0) ? view.hidden : [];
  const only = format(selectionText, { ...selectionOf(view), hidden });
  // Also in the title, which is cut where the side bar is narrow.
  const counts = sumCounts(dump.sections);
  const left = isLess(counts) ? [`${countsText(counts)}.`] : [];
  const isOne = dump.sections.length < summary.sections.length;
  const asOne = isOne ? [`${countText(summary.sections.length, 'dump')}, shown as one.`] : [];
  const [kind, ...otherKinds] = new Set(summary.sections.map((each) => each.kind));
  const form = kind === undefined || otherKinds.length > 0 ? '' : formText(kind);
  const cutOff = summary.problems
    .flatMap(({ code, message }) => (code === 'cut-off' ? message : []))
    .slice(0, 1);
  const [section, ...others] = summary.sections;
  // Each of several dumps has its time in its own row.
  const time = section?.time === undefined || others.length > 0 ? '' : untrusted`Logged ${section.time}.`;
  return joined([...cutOff, time, form, ...asOne, ...by, ...order, only, ...left], ' ');
}
