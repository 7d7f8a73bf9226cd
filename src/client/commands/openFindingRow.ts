import { commands } from 'vscode';
import type { MissingBasis } from '../../core';
import type { FindingStep } from '../model/answers';
import type { Services } from './services';
import { type FindingTreeNode, sourceOf, stepOf } from '../views/findingNodes';
import { keepDump, openFrame } from './openFrame';
import { revealGoroutine } from './revealGoroutine';
import { type Focus, revealLine } from './revealLine';
import type { OpenableRows } from './rowOpening';

/** How the rows of the findings open: at their source line or, without source, at their first goroutine in the dump. */
export function findingRows(services: Services): OpenableRows<FindingTreeNode> {
  return {
    selected: () => services.findingsView.selectedNode(),
    focused: () => services.findingsView.toggledNode,
    kindOf: (node) => (node.kind === 'missing' ? 'action' : stepOf(node) === undefined ? 'none' : 'place'),
    open: async (node, focus) => {
      if (node.kind === 'missing') await commands.executeCommand(...remedies[node.missing]);
      else if (sourceOf(node) === undefined) await reveal(services, node, focus);
      else await openSource(services, node, focus);
    },
  };
}

/** Reveals the first goroutine of a row in the dump. */
export function revealFindingStep(services: Services) {
  return async (node?: FindingTreeNode): Promise<void> =>
    reveal(services, node ?? (await services.findingsView.selectedNode()));
}

/** Opens the source of a row. If the finding did not use the source, opens what the frame resolves to. */
export function openFindingSource(services: Services) {
  return async (node?: FindingTreeNode): Promise<void> =>
    openSource(services, node ?? (await services.findingsView.selectedNode()));
}

async function reveal(
  { findings, dumps }: Services,
  node: FindingTreeNode | undefined,
  focus: Focus = 'editor',
): Promise<void> {
  const step = node && stepOf(node);
  const { found } = findings;
  if (step === undefined || found === undefined) return;
  await revealGoroutine(dumps, { uri: found.uri, character: 0, ...step.header }, step.goroutines[0], focus);
}

async function openSource(
  services: Services,
  node: FindingTreeNode | undefined,
  focus: Focus = 'editor',
): Promise<void> {
  const step = node && stepOf(node);
  const { found } = services.findings;
  if (node === undefined || step === undefined || found === undefined) return;
  const source = sourceOf(node);
  if (source === undefined) {
    await openFrame(services)(found.uri, frameOf(step));
    return;
  }
  await keepDump();
  await revealLine(source.uri, source.line - 1, 0, { focus });
}

function frameOf({ function: symbol, file, line }: FindingStep) {
  return { function: symbol, file, line };
}

const remedies: Readonly<Record<MissingBasis, readonly [command: string, ...args: string[]]>> = {
  folder: ['workbench.action.files.openFolder'],
  source: ['workbench.action.openSettings', 'goroutineDump.substitutePath'],
  addresses: ['goroutineDump.howToGetADump'],
};
