// The only functions that turn an `UntrustedText` into a string, one for each kind of place in VS Code.
import { visibleText } from '../../core';
import type { UntrustedText } from './untrusted';

/** In UTF-16 units. */
const messageLength = 600;
const labelLength = 300;
const tooltipLength = 2000;

/**
 * For notifications, progress titles, language status items and view messages. VS Code turns `[title](address)` in these into
 * a link, which may run a command (linkedText.ts), and `$(name)` in a language status into an icon.
 */
export function messageText(text: UntrustedText): string {
  return clip(withoutIcons(plain(text)).replaceAll('](', '] ('), messageLength);
}

/** For the status bar and quick pick rows, where VS Code turns `$(name)` into an icon. */
export function labelText(text: UntrustedText): string {
  return clip(withoutIcons(plain(text)), labelLength);
}

/** For labels and descriptions of tree rows, view descriptions and buttons, where VS Code interprets nothing. */
export function rowText(text: UntrustedText): string {
  return clip(plain(text), labelLength);
}

/** For the lines of a tooltip. A tooltip that is a string is not Markdown. */
export function tooltipText(lines: readonly UntrustedText[]): string {
  return clip(lines.map(plain).join('\n'), tooltipLength);
}

/** For document text, the clipboard and searches. The text is unchanged. */
export function unchangedText(text: UntrustedText): string {
  return text as unknown as string;
}

function plain(text: UntrustedText): string {
  // Clipped first, so that a text of megabytes costs nothing.
  return visibleText(clip(text as unknown as string, 2 * tooltipLength));
}

function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
