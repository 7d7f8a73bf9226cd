import { languages, type LanguageStatusItem, LanguageStatusSeverity } from 'vscode';
import { languageId } from '../../protocol';
import type { GroupList } from '../dumps/groupList';
import { messageText } from '../text/sinks';
import { summaryText } from '../words/wording';

/**
 * Shows a summary of the dump next to the language of its document, or that there are no goroutines, without a
 * notification.
 */
export function showLanguageStatus(list: GroupList): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('goroutineDump.status', { language: languageId });
  item.name = 'Goroutine Dump';
  item.text = item.name;
  list.onDidChange((shown) => {
    item.busy = shown.kind === 'loading';
    item.severity = LanguageStatusSeverity.Information;
    item.text = item.name ?? '';
    item.detail = '';
    item.command = undefined;
    if (shown.kind === 'dump') {
      item.text = summaryText(shown.sections);
    } else if (shown.kind === 'emptyFile') {
      item.text = 'Empty file';
    } else if (shown.kind === 'notADump') {
      item.severity = LanguageStatusSeverity.Warning;
      item.text = 'No goroutines found';
      item.detail = shown.why === undefined ? '' : messageText(shown.why);
      item.command = {
        title: 'Show as Plain Text',
        command: 'goroutineDump.showAsPlainText',
      };
    }
  });
  return item;
}
