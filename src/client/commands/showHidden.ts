import { type QuickPickItem, window } from 'vscode';
import { countText } from '../../core';
import { groupsRequest } from '../../protocol';
import type { ShownDump } from '../model/shownDump';
import { labelText } from '../text/sinks';
import { joined } from '../text/untrusted';
import { groupCountText, keyText } from '../words/wording';
import type { Services } from './services';

interface HiddenGroups extends QuickPickItem {
  readonly ids: readonly string[];
}

/** Lists the hidden groups, all of them chosen, and shows the chosen ones again. */
export function showHidden(services: Services) {
  return async (): Promise<void> => {
    const { dump } = services.list;
    if (dump === undefined || dump.view.hidden.length === 0) return;
    const items = await hiddenGroups(services, dump);
    const chosen = await window.showQuickPick(
      items.map((item) => ({ ...item, picked: true })),
      { canPickMany: true, title: 'Hidden Groups', placeHolder: 'Groups to show again' },
    );
    if (chosen === undefined) return;
    const shown = new Set(chosen.flatMap(({ ids }) => ids));
    const { hidden } = services.states.of(dump.uri);
    services.states.update(dump.uri, { hidden: hidden.filter((id) => !shown.has(id)) });
  };
}

async function hiddenGroups(
  { server }: Services,
  { uri, view, sections }: ShownDump,
): Promise<readonly HiddenGroups[]> {
  const answers = await Promise.all(
    sections.map(({ index: section }) =>
      server.request(groupsRequest, {
        uri,
        ...(section !== undefined && { section }),
        key: view.key,
        ids: view.hidden,
      }),
    ),
  );
  // A group may be in several sections.
  const byId = new Map(answers.flatMap(({ groups }) => groups).map((group) => [group.id, group]));
  const others = view.hidden.filter((id) => !byId.has(id));
  const listed = Array.from(byId.values(), (group) => ({
    ids: [group.id],
    label: labelText(joined([group.wait, group.name], ' · ')),
    description: groupCountText(group, undefined),
  }));
  if (others.length === 0) return listed;
  const label = `${countText(others.length, 'group')} by another key than ${keyText(view.key).label.toLowerCase()}`;
  return [...listed, { ids: others, label }];
}
