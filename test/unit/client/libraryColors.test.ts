import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contrast } from '../../contrast';

/** Backgrounds of the editor, of the side bar and, in the default themes, of a selected row there, by theme of VS Code 1.139. */
const themes: Readonly<Record<'dark' | 'light', Readonly<Record<string, readonly string[]>>>> = {
  dark: {
    'Dark 2026': ['#121314', '#191a1b', '#2c2d2e'],
    'Dark Modern': ['#1f1f1f', '#181818', '#37373d'],
    'Dark+': ['#1e1e1e', '#252526', '#37373d'],
    'Visual Studio Dark': ['#1e1e1e', '#252526', '#37373d'],
    'Default High Contrast': ['#000000'],
    Abyss: ['#000c18', '#060621'],
    'Kimbie Dark': ['#221a0f', '#362712'],
    Monokai: ['#272822', '#1e1f1c'],
    'Monokai Dimmed': ['#1e1e1e', '#272727'],
    Red: ['#390000', '#330000'],
    'Solarized Dark': ['#002b36', '#00212b'],
    'Tomorrow Night Blue': ['#002451', '#001c40'],
  },
  light: {
    'Light 2026': ['#ffffff', '#fafafd', '#e6e6e8'],
    'Light Modern': ['#ffffff', '#f8f8f8', '#e4e6f1'],
    'Light+': ['#ffffff', '#f3f3f3', '#e4e6f1'],
    'Visual Studio Light': ['#ffffff', '#f3f3f3', '#e4e6f1'],
    'Default High Contrast Light': ['#ffffff'],
    'Quiet Light': ['#f5f5f5', '#f2f2f2'],
    'Solarized Light': ['#fdf6e3', '#eee8d5'],
  },
};

interface Rule {
  readonly textMateRules: readonly {
    readonly scope: string | readonly string[];
    readonly settings: { readonly foreground: string };
  }[];
}

interface Manifest {
  readonly contributes: {
    readonly semanticTokenScopes: readonly [{ readonly scopes: Readonly<Record<string, readonly string[]>> }];
    readonly colors: readonly { readonly defaults: Readonly<Record<string, string>> }[];
    readonly configurationDefaults: {
      readonly '[goroutine-dump]': Readonly<Record<string, unknown>>;
      readonly 'editor.tokenColorCustomizations': Readonly<Record<string, Rule>>;
    };
  };
}

const { contributes } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as Manifest;
const rules = Object.entries(contributes.configurationDefaults['editor.tokenColorCustomizations']).filter(
  ([, { textMateRules }]) => textMateRules[0]?.scope.includes('comment.line.goroutine-dump'),
);
const [tree] = contributes.colors;

describe('The color of library frames', () => {
  it('is that of comments, in themes without semantic highlighting too', () => {
    assert.equal(
      contributes.configurationDefaults['[goroutine-dump]']['editor.semanticHighlighting.enabled'],
      true,
    );
    const [{ scopes }] = contributes.semanticTokenScopes;
    const [{ textMateRules }] = rules.map(([, rule]) => rule) as [Rule];
    assert.ok(scopes.comment!.every((scope) => textMateRules[0]!.scope.includes(scope)));
  });

  for (const kind of ['dark', 'light'] as const) {
    for (const [theme, backgrounds] of Object.entries(themes[kind])) {
      it(`can be read in ${theme}, in the editor and in the tree`, () => {
        const matching = rules.filter(([scopes]) => matches(scopes, theme));
        assert.equal(matching.length, 1);
        const inEditor = matching[0]![1].textMateRules[0]!.settings.foreground;
        const inTree = tree!.defaults[kind]!;
        const [editor, ...sideBar] = backgrounds;
        assert.ok(contrast(inEditor, editor!) >= 4.5, inEditor);
        for (const background of sideBar) assert.ok(contrast(inTree, background) >= 4.5, background);
      });
    }
  }
});

/** As VS Code compares the id of a theme with `[Dark*][*Light*]` (colorThemeData.ts). */
function matches(scopes: string, theme: string): boolean {
  return Array.from(scopes.matchAll(/\[([^\]]*)\]/g), ([, scope]) => scope!).some((scope) => {
    const name = scope.replace(/^\*|\*$/g, '');
    if (scope.startsWith('*') && scope.endsWith('*')) return theme.includes(name);
    return scope.endsWith('*') ? theme.startsWith(name) : theme === name;
  });
}
