// Transformations of a text by exports of log stores, mail programs, forms and files of tests: `test/fixtures/wrappings`.

import { eachLine, time, type Wrapper } from './wrapping';

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** Puts the newest line first. */
const reversed: Wrapper = (text) => linesOf(text).toReversed().join('\n') + '\n';

/** RFC 2045: a line has at most 76 characters, soft line breaks included. */
const quotedPrintable: Wrapper = (text) =>
  'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n' +
  eachLine(text, (line) => {
    let encoded = '';
    let width = 0;
    for (const [n, byte] of Buffer.from(line).entries()) {
      const char = String.fromCharCode(byte);
      const isPlain = /[!-<>-~]/.test(char) || (char === ' ' && n < line.length - 1);
      const next = isPlain ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      width += next.length;
      if (width > 75) {
        encoded += '=\n';
        width = next.length;
      }
      encoded += next;
    }
    return encoded;
  });

/** A field that has other places in each line. */
const rotating: Wrapper = (text) =>
  eachLine(text, (line, number) => {
    const fields = [
      ['MESSAGE', line],
      ['_PID', '4121'],
      ['__CURSOR', `s=1;i=${number}`],
      ['PRIORITY', '3'],
      ['_HOSTNAME', 'node-3'],
    ] as const;
    const first = number % fields.length;
    return JSON.stringify(Object.fromEntries([...fields.slice(first), ...fields.slice(0, first)]));
  });

const jsonLines: Wrapper = (text) =>
  eachLine(text, (line, number) => JSON.stringify({ timestamp: time(number, 3), message: line }));

const teamCityValue = (text: string) =>
  text
    .replace(/[|'[\]]/g, '|$&')
    .replaceAll('\n', '|n')
    .replaceAll('\r', '|r');

const xmlValue = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\t', '&#x9;');

/** Exports that can be undone to the byte. */
export const losslessExports: Readonly<Record<string, Wrapper>> = {
  'grep -n with context': (text) =>
    eachLine(text, (line, number) => `${number + 1}${/^goroutine \d/.test(line) ? ':' : '-'}${line}`),
  'grep -nH with context': (text) =>
    eachLine(text, (line, number) => {
      const sign = /^goroutine \d/.test(line) ? ':' : '-';
      return `hub.log${sign}${number + 1}${sign}${line}`;
    }),
};

/** Exports with other text around the whole, or where the ends of the text are lost. */
export const moreExports: Readonly<Record<string, Wrapper>> = {
  'newest line first': reversed,
  'newest line first, with time stamps': (text) =>
    reversed(eachLine(text, (line, number) => `${time(number, 3)} ${line}`)),
  'cat -A': (text) => eachLine(text, (line) => line.replaceAll('\t', '^I') + '$'),
  'a mail in quoted-printable': quotedPrintable,
  'a workflow command': (text) =>
    `::error::${text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`,
  'the address of a form': (text) => `https://example.com/report?text=${encodeURIComponent(text)}\n`,
  'a service message': (text) =>
    `##teamcity[testFailed name='TestSlow' message='failed' details='${teamCityValue(text)}']\n`,
  'a service message for each line': (text) =>
    eachLine(text, (line) => `##teamcity[testStdOut name='TestSlow' out='${teamCityValue(`${line}\n`)}']`),
  'JSON lines with fields in turn': rotating,
  'JSON lines, newest first': (text) => reversed(jsonLines(text)),
  'one JSON array': (text) => `[${linesOf(jsonLines(text)).join(',')}]\n`,
  'a search answer': (text) => {
    const hits = linesOf(text).map((message, number) => ({
      _id: `a${number}`,
      _source: { '@timestamp': time(number, 3), message },
    }));
    return JSON.stringify({ took: 3, hits: { total: { value: hits.length }, hits } }) + '\n';
  },
  'a comment by gofmt': (text) =>
    `package lab\n\n${eachLine(text, (line) => (line === '' ? '//' : `//\t${line}`))}func f() {}\n`,
  'an attribute of XML': (text) => `<failure message="${xmlValue(text)}" type=""></failure>\n`,
  'an element of XML': (text) =>
    `<testcase name="TestSlow"><failure>${xmlValue(text)}</failure></testcase>\n`,
  'a YAML string': (text) => `level: fatal\nstack: ${JSON.stringify(text)}\nts: 3\n`,
  'a raw string of Go': (text) => `const dump = \`${text}\`\n`,
};
