// Generates the tables of commands and settings in README.md from package.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandTexts } from './commandTexts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly Keybinding[];
    readonly menus: {
      readonly commandPalette?: readonly { readonly command: string; readonly when?: string }[];
    };
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** A key that runs a command, with `runCommands` after others. */
interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly args?: { readonly commands?: readonly (string | { readonly command: string })[] } | string;
}

interface Setting {
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const root = join(fileURLToPath(import.meta.url), '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** README.md with its tables generated from package.json and package.nls.json. */
export function renderReadme(): string {
  const { contributes } = JSON.parse(read('package.json')) as Manifest;
  const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
  const text = (key: string | undefined) =>
    (key ?? '').replace(/^%(.+)%$/, (_, name: string) => texts[name] ?? name).replaceAll('|', '\\|');

  const hidden = contributes.menus.commandPalette?.filter((entry) => entry.when === 'false') ?? [];
  const commands = contributes.commands
    .filter(({ command }) => !hidden.some((entry) => entry.command === command))
    .map(({ command, title }) => {
      const keys = contributes.keybindings.filter((binding) => commandOf(binding) === command);
      return [text(title), keys.map(({ key }) => `\`${key}\``).join(', '), textOf(command)];
    });
  const settings = Object.entries(contributes.configuration.properties).map(([name, setting]) => [
    `\`${name}\``,
    `\`${JSON.stringify(setting.default)}\``,
    text(setting.markdownDescription ?? setting.description).replaceAll(/\s*\n\s*/g, ' '),
  ]);
  return replaceBlock(
    replaceBlock(read('README.md'), 'commands', table(['Command', 'Keys', 'What it does'], commands)),
    'settings',
    table(['Setting', 'Default', 'What it does'], settings),
  );
}

function commandOf({ command, args }: Keybinding): string {
  const last = typeof args === 'object' ? args.commands?.at(-1) : undefined;
  return typeof last === 'object' ? last.command : (last ?? command);
}

function textOf(command: string): string {
  const said = commandTexts[command.replace(/^.*\./, '')];
  if (said === undefined) throw new Error(`scripts/commandTexts.ts does not say what ${command} does.`);
  return said;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, n) => cell + ' '.repeat(widths[n]! - cell.length)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function replaceBlock(text: string, name: string, content: string): string {
  const block = new RegExp(`(<!-- ${name} -->\\n)[^]*(\\n<!-- /${name} -->)`);
  return text.replace(block, (_, start: string, end: string) => `${start}\n${content}\n${end}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, 'README.md'), renderReadme());
