import { viewIn, viewUri } from '../../protocol';

export const reportScheme = 'goroutine-findings';

/** What a virtual document with a report on findings is about. */
export interface ReportView {
  /** Uri of the dump. */
  readonly dump: string;
}

/** Uri of the virtual document; its last path segment is `name`, which tabs show. */
export function reportUri(view: ReportView, name: string): string {
  return viewUri(reportScheme, view, name);
}

/** The view of a uri that `reportUri` made; undefined for any other uri. */
export function reportView(uri: string): ReportView | undefined {
  return viewIn(reportScheme, uri) as ReportView | undefined;
}
