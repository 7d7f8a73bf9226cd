// The only functions that turn an `UntrustedText` into a string. Each is for one kind of place in VS Code.
import { visibleText } from '../../core';
import type { UntrustedText } from './untrusted';

/** In UTF-16 units. */
const messageLength = 600;
const labelLength = 300;
const tooltipLength = 2000;

/**
 * For a notification, the title of its progress, a language status and the message of a view: VS Code makes links, of
 * commands too, from `[title](address)` there (linkedText.ts), and icons from `$(name)` in a language status.
 */
export function messageText(text: UntrustedText): string {
  return clip(withoutIcons(plain(text)).replaceAll('](', '] ('), messageLength);
}

/** For the status bar and for rows of a quick pick, where VS Code makes icons from `$(name)`. */
export function labelText(text: UntrustedText): string {
  return clip(withoutIcons(plain(text)), labelLength);
}

/** For label and description of a row in a tree, the description of a view, and a button: VS Code interprets nothing there. */
export function rowText(text: UntrustedText): string {
  return clip(plain(text), labelLength);
}

/** For a tooltip, line by line; no Markdown, for it is a string. */
export function tooltipText(lines: readonly UntrustedText[]): string {
  return clip(lines.map(plain).join('\n'), tooltipLength);
}

/** For the text of a document, the clipboard, a search: as it is. */
export function unchangedText(text: UntrustedText): string {
  return text as unknown as string;
}

function plain(text: UntrustedText): string {
  // Long before it is clipped for good, so that a text of megabytes costs nothing.
  return visibleText(clip(text as unknown as string, 2 * tooltipLength));
}

function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
