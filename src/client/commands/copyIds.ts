import { env, type Uri, window } from 'vscode';
import { countText } from '../../core';
import { goroutineIdsRequest } from '../../protocol';
import type { Group } from '../model/answers';
import type { ShownDump } from '../model/shownDump';
import { groupKeysOf, selectionOf } from '../dumps/viewStates';
import type { Services } from './services';
import { labelText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import type { Node } from '../views/nodes';
import { givenRow, groupsOf } from './dumpPosition';

/** Ids per request. */
const pageSize = 10_000;

/** Copies the ids of the selected goroutines in the groups: `461, 462, 470`. */
export function copyIds(services: Services) {
  return async (given?: Node | Uri, selected?: readonly Node[]): Promise<void> => {
    const node = givenRow(given);
    const ids = await idsOf(services, node, selected);
    if (ids.length === 0) {
      window.setStatusBarMessage('No goroutine ID to copy', 4000);
      return;
    }
    await env.clipboard.writeText(ids.join(', '));
    window.setStatusBarMessage(labelText(untrusted`${countText(ids.length, 'goroutine ID')} copied`), 4000);
  };
}

async function idsOf(
  services: Services,
  node?: Node,
  selected?: readonly Node[],
): Promise<readonly number[]> {
  if (node?.kind === 'goroutine') return node.goroutine.id === undefined ? [] : [node.goroutine.id];
  const { dump } = services.list;
  if (dump === undefined) return [];
  const groups = await groupsOf(services, node, selected);
  return (await Promise.all(groups.map((group) => idsOfGroup(services, dump, group)))).flat();
}

async function idsOfGroup({ server }: Services, dump: ShownDump, group: Group): Promise<readonly number[]> {
  const isOrHas = (each: Group) => each === group || each.groups?.includes(group) === true;
  const section = dump.sections.find(({ groups }) => groups.some(isOrHas))?.index;
  const filter = selectionOf(dump.view);
  const ids: number[] = [];
  let total = Infinity;
  for (let offset = 0; offset < total; offset += pageSize) {
    const page = await server.request(goroutineIdsRequest, {
      uri: dump.uri,
      ...(section !== undefined && { section }),
      key: groupKeysOf(dump.view),
      ...(filter && { filter }),
      groupId: group.id,
      offset,
      limit: pageSize,
    });
    total = page.total;
    for (const id of page.ids) ids.push(id);
  }
  return ids;
}
