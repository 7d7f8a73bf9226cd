import { type QuickPickItem, window } from 'vscode';
import { groupsRequest } from '../../protocol';
import { labelText } from '../text/sinks';
import { joined } from '../text/untrusted';
import { groupCountText } from '../words/wording';
import type { Services } from './services';

interface HiddenGroup extends QuickPickItem {
  readonly id: string;
}

/** Lists the hidden groups, all of them chosen, and shows the chosen ones again. */
export function showHidden(services: Services) {
  return async (): Promise<void> => {
    const { dump } = services.list;
    if (dump === undefined) return;
    const { uri, view } = dump;
    const items = await hiddenGroups(services, uri, dump.sections);
    // Groups by another key than the present one cannot be listed.
    const chosen =
      items.length < 2
        ? items
        : await window.showQuickPick(
            items.map((item) => ({ ...item, picked: true })),
            { canPickMany: true, title: 'Hidden Groups', placeHolder: 'Groups to show again' },
          );
    if (chosen === undefined) return;
    const shown = new Set(chosen.map(({ id }) => id));
    const isAll = shown.size === items.length;
    services.states.update(uri, { hidden: isAll ? [] : view.hidden.filter((id) => !shown.has(id)) });
  };
}

async function hiddenGroups(
  { server, list: { dump } }: Services,
  uri: string,
  sections: readonly { readonly index: number | undefined }[],
): Promise<readonly HiddenGroup[]> {
  const key = dump?.view.key;
  const hidden = new Set(dump?.view.hidden);
  const answers = await Promise.all(
    sections.map(({ index: section }) =>
      server.request(groupsRequest, {
        uri,
        ...(section !== undefined && { section }),
        ...(key !== undefined && { key }),
      }),
    ),
  );
  const groups = answers.flatMap((answer) => answer.groups).filter(({ id }) => hidden.has(id));
  const byId = new Map(groups.map((group) => [group.id, group]));
  return Array.from(byId.values(), (group) => ({
    id: group.id,
    label: labelText(joined([group.wait, group.name], ' · ')),
    description: groupCountText(group, undefined),
  }));
}
