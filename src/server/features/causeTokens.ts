import { type Token, token, type TokenType } from './semanticTokenTypes';

/** Lines that say what ended the program or went wrong, as in the grammar, and what each of their groups is. */
const causes: readonly (readonly [line: RegExp, groups: readonly TokenType[]])[] = [
  [/^\t?(panic|fatal error): (.*) (\[recovered(?:, repanicked)?\])\s*$/d, ['cause', 'message', 'modifier']],
  [/^\t?(panic|fatal error): (.*)$/d, ['cause', 'message']],
  [/^(SIG[A-Z]+\d*|Signal \d+)(?:: ?| |$)(.*)$/d, ['cause', 'message']],
  [/^\[(signal) (SIG[A-Z]+\b(?!=))?/d, ['cause', 'cause']],
  [/^(?=PC=0x)/d, []],
  [/^(WARNING: DATA RACE)\s*$/d, ['cause']],
  [
    /^ {0,2}((?:previous )?(?:atomic )?(?:read|write))(?: of size \d+)? at (0x[0-9a-f]+) by (?:main )?(goroutine)(?: (\d+))?:\s*$/di,
    ['cause', 'number', 'keyword', 'number'],
  ],
  [
    /^ {0,2}(Goroutine) (\d+) \((running|finished)\) (created at):\s*$/d,
    ['keyword', 'number', 'enumMember', 'keyword'],
  ],
];

/** In UTF-16 units of a line. */
const fieldsColoured = 1000;
const signalFields = /\b([A-Za-z]+)=(0x[0-9a-f]+|-?\d+|nil)/dg;

/** The tokens of a line that says what ended the program or went wrong; undefined for any other line. */
export function causeTokens(text: string): readonly Token[] | undefined {
  for (const [line, groups] of causes) {
    const match = line.exec(text);
    if (match === null) continue;
    // Of the signal's lines only: the others are matched to their ends.
    const fields = [...text.slice(0, fieldsColoured).matchAll(signalFields)].filter(
      ({ index }) => index >= match[0].length,
    );
    return [
      ...tokensOfGroups(match, groups),
      ...fields.flatMap((field) => tokensOfGroups(field, ['parameter', 'number'])),
    ];
  }
  return undefined;
}

function tokensOfGroups({ indices }: RegExpExecArray, groups: readonly TokenType[]): readonly Token[] {
  return groups.flatMap((type, index) => {
    const [start, end] = indices?.[index + 1] ?? [0, 0];
    return start === end ? [] : [token(type, { start, end })];
  });
}
