import { visibleText } from '../../core';

/** Text of a dump or of a source file as Markdown that shows it as it is: no link, no HTML, no formatting. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~:@/"']/g, '\\$&')
    .replace(/\s+/g, ' ');
}

/** Text in a span of code, whatever backticks it holds. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

/** Lines in a fence of code, whatever backticks and marks of direction they hold. */
export function codeBlock(source: string, language: string): string {
  const text = source.replace(/[^\n\t]+/g, visibleText);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
