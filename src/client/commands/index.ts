import { commands, Disposable } from 'vscode';
import { commands as lensCommands } from '../../protocol';
import type { Services } from './services';
import { openFindingRowCommand } from '../views/findingItems';
import { openSelectedCommand } from '../views/treeItems';
import { clearFilter } from './clearFilter';
import { compareAccesses } from './compareAccesses';
import { copyIds } from './copyIds';
import { copyStack } from './copyStack';
import { dedup } from './dedup';
import { explainDump, findAgain } from './explainDump';
import { filterByClass } from './filterByClass';
import { filterByText } from './filterByText';
import { copyFindingsReport, openFindingsReport, saveFindingsReport } from './findingsReport';
import { foldDuplicates, unfoldDuplicates } from './foldDuplicates';
import { goTo } from './goTo';
import { goToGoroutine } from './goToGoroutine';
import { groupBy } from './groupBy';
import { hideGroups } from './hideGroups';
import { howToGetADump } from './howToGetADump';
import { openAsGoroutineDump } from './openAsGoroutineDump';
import { openDump } from './openDump';
import { findingRows, openFindingSource, revealFindingStep } from './openFindingRow';
import { openFrame } from './openFrame';
import { openHeadline } from './openHeadline';
import { groupRows } from './openRow';
import { restartServer } from './restartServer';
import { revealInDump } from './revealInDump';
import { rowCommands } from './rowOpening';
import { saveDedup } from './saveDedup';
import { showAsPlainText } from './showAsPlainText';
import { showCreators } from './showCreators';
import { showFinding } from './showFinding';
import { showHidden } from './showHidden';
import { showInTree } from './showInTree';
import { showOnlyClass } from './showOnlyClass';
import { showOnlyFunction } from './showOnlyFunction';
import { showRuntimeFrames } from './showRuntimeFrames';
import { sortBy } from './sortBy';
import { step } from './step';
import { tryAgain } from './tryAgain';
import { undoHide } from './undoHide';

/** Registers every command of package.json under its id. */
export function registerCommands(services: Services): Disposable {
  const groups = rowCommands(groupRows(services));
  const findings = rowCommands(findingRows(services));
  const handlers = {
    [lensCommands.openFrame]: openFrame(services),
    [lensCommands.goTo]: goTo(services),
    [lensCommands.showInTree]: showInTree(services),
    [lensCommands.nextGoroutine]: step(services, 'nextGoroutine'),
    [lensCommands.previousGoroutine]: step(services, 'previousGoroutine'),
    [lensCommands.showFinding]: showFinding(services),
    'goroutineDump.goToGoroutine': goToGoroutine(services),
    'goroutineDump.nextGroup': step(services, 'nextGroup'),
    'goroutineDump.previousGroup': step(services, 'previousGroup'),
    'goroutineDump.openDump': openDump(services),
    'goroutineDump.openAsGoroutineDump': openAsGoroutineDump(services),
    'goroutineDump.compareAccesses': compareAccesses(services),
    'goroutineDump.howToGetADump': howToGetADump(services),
    'goroutineDump.explain': explainDump(services),
    'goroutineDump.findAgain': findAgain(services),
    'goroutineDump.openFindingsReport': openFindingsReport(services),
    'goroutineDump.saveFindingsReport': saveFindingsReport(services),
    'goroutineDump.copyFindingsReport': copyFindingsReport(services),
    [openFindingRowCommand]: findings.openSelected,
    'goroutineDump.openFocusedFinding': findings.openFocused,
    'goroutineDump.previewFocusedFinding': findings.previewFocused,
    'goroutineDump.revealFindingStep': revealFindingStep(services),
    'goroutineDump.openFindingSource': openFindingSource(services),
    'goroutineDump.dedup': dedup(services),
    'goroutineDump.saveDedup': saveDedup(services),
    'goroutineDump.foldDuplicates': foldDuplicates(services),
    'goroutineDump.unfoldDuplicates': unfoldDuplicates(services),
    'goroutineDump.groupBy': groupBy(services),
    'goroutineDump.sortBy': sortBy(services),
    'goroutineDump.filterByText': filterByText(services),
    'goroutineDump.filterByClass': filterByClass(services),
    'goroutineDump.clearFilter': clearFilter(services),
    'goroutineDump.hide': hideGroups(services),
    'goroutineDump.showAsPlainText': showAsPlainText(services),
    'goroutineDump.showHidden': showHidden(services),
    'goroutineDump.undoHide': undoHide(services),
    'goroutineDump.showOnlyClass': showOnlyClass(services),
    'goroutineDump.showOnlyFunction': showOnlyFunction(services),
    'goroutineDump.openHeadline': openHeadline,
    [openSelectedCommand]: groups.openSelected,
    'goroutineDump.openFocused': groups.openFocused,
    'goroutineDump.previewFocused': groups.previewFocused,
    'goroutineDump.showCreators': showCreators(services, 'Incoming'),
    'goroutineDump.showCreated': showCreators(services, 'Outgoing'),
    'goroutineDump.showRuntimeFrames': showRuntimeFrames('shown'),
    'goroutineDump.hideRuntimeFrames': showRuntimeFrames('hidden'),
    'goroutineDump.revealInDump': revealInDump(services),
    'goroutineDump.copyStack': copyStack(services),
    'goroutineDump.copyIds': copyIds(services),
    'goroutineDump.tryAgain': tryAgain(services),
    'goroutineDump.restartServer': restartServer(services),
  };
  return Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler)),
  );
}
