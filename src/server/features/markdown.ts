import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import * as core from '../../core';
import type { Frame, hoverCommands } from '../../protocol';
import { clipped } from './title';

class Neutralized {
  constructor(readonly text: string) {}
}

/** Markdown in which text of a dump or a source file is neutralized: it has no links, HTML, icons or formatting. */
export type Markdown = Neutralized;

/** Escapes the strings among the values and clips them: `` markdown`**${state}**` ``. */
export function markdown(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  const texts = values.map((value) => (value instanceof Neutralized ? value.text : escaped(String(value))));
  return new Neutralized(String.raw({ raw: strings }, ...texts));
}

/** Text of the server itself, such as a sentence of a table. It is not escaped. */
export function ownText(text: string): Markdown {
  return new Neutralized(text);
}

/** A sentence, escaped. It may be longer than other values before it is clipped. */
export function sentence(text: string): Markdown {
  return new Neutralized(escaped(text, maxSentenceLength));
}

/**
 * A link to a one-based line of a file. For a uri of another scheme, only the text.
 *
 * @param text must not contain brackets; thus not a code span
 */
export function lineLink(text: Markdown, uri: string, line: number): Markdown {
  if (!uri.startsWith('file:///')) return text;
  // Percent signs stay: in a uri they are escapes.
  const address = uri.replace(/[^\w\-.~/%:]/gu, percentEncoded);
  return new Neutralized(`[${text.text}](${address}#L${line})`);
}

/**
 * A link that runs a command of the client. Nothing in the arguments can end the link or be another command: all of it is
 * percent-encoded.
 */
export function commandLink(
  text: string,
  command: (typeof hoverCommands)[number],
  args: readonly (string | number | Frame)[],
): Markdown {
  const query = JSON.stringify(args).replace(/[^\w\-.~]/gu, percentEncoded);
  return new Neutralized(`[${text}](command:${command}?${query})`);
}

function percentEncoded(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** A code span of text that may contain backticks. */
export function codeSpan(text: string): Markdown {
  return new Neutralized(core.codeSpan(clipped(text)));
}

/** A fenced code block of lines that may contain backticks and bidirectional controls. */
export function codeBlock(lines: readonly string[], language: 'go'): Markdown {
  return new Neutralized(core.codeBlock(lines, language).join('\n'));
}

/** The items with a separator between them. */
export function joined(items: readonly Markdown[], separator: string): Markdown {
  return new Neutralized(items.map(({ text }) => text).join(separator));
}

/** The paragraphs as the content of a hover. */
export function markupContent(paragraphs: readonly Markdown[]): MarkupContent {
  return { kind: MarkupKind.Markdown, value: paragraphs.map(({ text }) => text).join('\n\n') };
}

/** In UTF-16 units. */
const maxSentenceLength = 1000;

function escaped(text: string, maxLength?: number): string {
  return clipped(text, maxLength)
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~:@/"']/g, '\\$&')
    .replace(/\s+/g, ' ');
}
