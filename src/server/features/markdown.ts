import { visibleText } from '../../core';

/** Escapes text of a dump or source file, so that Markdown shows it literally: no links, no HTML, no formatting. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~:@/"']/g, '\\$&')
    .replace(/\s+/g, ' ');
}

/** Makes a code span of text that may contain backticks. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

/** Makes a fenced code block of lines that may contain backticks and bidirectional controls. */
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
