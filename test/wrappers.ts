// Transformations of a text by collectors, loggers and people, as in the samples `test/fixtures/samples/wrap-*`.

import { losslessExports, moreExports } from './exportWrappers';
import { eachLine, pieces, prefixed, time, type Wrapper } from './wrapping';

const cri =
  (size: number): Wrapper =>
  (text) =>
    eachLine(text, (line, number) =>
      pieces(line, size)
        .map((piece, n, all) => `${time(number, 9)} stderr ${n < all.length - 1 ? 'P' : 'F'} ${piece}`)
        .join('\n'),
    );

const dockerJson =
  (size: number): Wrapper =>
  (text) =>
    eachLine(text, (line, number) =>
      pieces(line + '\n', size)
        .map((log) => JSON.stringify({ log, stream: 'stderr', time: time(number, 9) }))
        .join('\n'),
    );

/** The whole text in one string on one line. */
const oneLine: Wrapper = (text) =>
  JSON.stringify({ ts: time(0, 3), level: 'fatal', msg: 'watchdog fired', goroutines: text }) + '\n';

const compose: Wrapper = (text) =>
  eachLine(text, (line, number) => {
    const other = `cache-1   | 1:M 04 Mar 2025 09:15:02.331 * Background saving started by pid ${number}\n`;
    return (number % 7 === 3 ? other : '') + `orders-1  | ${line}`;
  });

const colored: Wrapper = (text) =>
  eachLine(
    text,
    (line) => line.replace(/\d+/, '\x1b[36m$&\x1b[39m').replace(/^/, '\x1b[0;1m') + '\x1b[m\x1b[K',
  );

const html: Wrapper = (text) =>
  `<pre class="log">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('+', '&#43;').replaceAll('"', '&#34;')}</pre>`;

/** Wrappers that can be undone to the byte. */
export const losslessWrappers: Readonly<Record<string, Wrapper>> = {
  'kubectl logs --timestamps': prefixed((number) => `${time(number, 9)} `),
  'kubectl logs --prefix': prefixed(() => '[pod/orders-7d9c6bd7f5-x2x9k/orders] '),
  'kubectl logs --prefix --timestamps': prefixed(
    (n) => `[pod/orders-7d9c6bd7f5-x2x9k/orders] ${time(n, 9)} `,
  ),
  stern: prefixed(() => 'orders-7d9c6bd7f5-x2x9k orders '),
  'docker compose': compose,
  'docker compose in colors': (text) => eachLine(text, (line) => `\x1b[36morders-1  | \x1b[0m${line}`),
  'docker logs --timestamps': prefixed((number) => `${time(number, 9)} `),
  journald: prefixed(() => 'Mar  4 09:15:02 node-3 orders[4121]: '),
  'journald over the end of a month': prefixed(
    (n) => `${n < 9 ? 'Feb 28' : 'Mar  1'} 09:15:02 node-3 orders[4121]: `,
  ),
  'journald -o short-iso': prefixed(() => '2025-03-04T09:15:02+0000 node-3 orders[4121]: '),
  'syslog RFC 5424': prefixed((number) => `<11>1 ${time(number, 3)} node-3 orders 4121 - - `),
  'syslog with #011': (text) =>
    eachLine(
      text,
      (line) => `<11>1 2025-03-04T09:15:02.123Z node-3 orders 4121 - - ${line.replaceAll('\t', '#011')}`,
    ),
  'GitHub Actions': prefixed((number) => `${time(number, 7)} `),
  Heroku: prefixed((number) => `${time(number, 6).replace('Z', '+00:00')} app[web.1]: `),
  'line numbers': (text) => eachLine(text, (line, number) => `${String(number + 1).padStart(6)}\t${line}`),
  'epoch seconds': prefixed((number) => `[${(1741079702 + number / 8).toFixed(3)}] `),
  CRI: cri(100_000),
  'CRI with partial lines': cri(64),
  'docker json-file': dockerJson(16_384),
  'docker json-file with partial lines': dockerJson(64),
  'docker json-file of docker json-file': (text) => dockerJson(16_384)(dockerJson(16_384)(text)),
  'docker json-file of one JSON line': (text) => dockerJson(16_384)(oneLine(text)),
  'one JSON line': oneLine,
  'one JSON line in a JSON line': (text) => JSON.stringify({ message: oneLine(text) }) + '\n',
  'kubectl logs of one JSON line': (text) => prefixed((number) => `${time(number, 9)} `)(oneLine(text)),
  'go test -json': (text) =>
    eachLine(text, (line, number) =>
      JSON.stringify({
        Time: time(number, 9),
        Action: 'output',
        Package: 'example.com/lab',
        Test: 'TestSlow',
        Output: line + '\n',
      }),
    ),
  logfmt: (text) => `time="2026-11-23T15:11:12Z" level=error msg=recovered stack=${JSON.stringify(text)}\n`,
  'escaped line feeds': (text) => JSON.stringify(text).slice(1, -1) + '\n',
  'ANSI colors': colored,
  'CR LF': (text) => text.replaceAll('\n', '\r\n'),
  'UTF-8 with a mark': (text) => '\ufeff' + text,
  'a Markdown quote': (text) => eachLine(text, (line) => `> ${line}`.trimEnd()),
  'a Markdown quote of a quote': (text) => eachLine(text, (line) => `> > ${line}`.trimEnd()),
  indentation: (text) => eachLine(text, (line) => (line === '' ? '' : ' '.repeat(8) + line)),
  'a web page': html,
  'colors in docker json-file': (text) => dockerJson(16_384)(colored(text)),
  'a quote of kubectl logs': (text) =>
    eachLine(prefixed((n) => `${time(n, 9)} `)(text), (line) => `> ${line}`.trimEnd()),
  ...losslessExports,
};

/** More such wrappers, each with another text before a line or around the whole. */
export const moreWrappers: Readonly<Record<string, Wrapper>> = {
  'GitLab CI': prefixed((number) => `${time(number, 6)} 00O `),
  Jenkins: prefixed((number) => `[${time(number, 3)}] `),
  TeamCity: prefixed((number) => `[09:15:${String(number % 60).padStart(2, '0')}]W:\t [Step 1/1] `),
  Buildkite: (text) => eachLine(text, (line, number) => `\x1b_bk;t=${1741079702000 + number}\x07${line}`),
  'GitHub Actions, as errors': prefixed((number) => `${time(number, 7)} ##[error]`),
  'docker compose --timestamps': prefixed((number) => `web-1  | ${time(number, 9)} `),
  'aws logs tail': prefixed((number) => `${time(number, 6).replace('Z', '+00:00')} ecs/app/abcdef `),
  'CloudWatch, by milliseconds': prefixed((number) => `${1741079702000 + number * 7}\t`),
  'Azure App Service': prefixed((number) => `${time(number, 7)} [ERR]  `),
  foreman: prefixed((number) => `09:15:${String(number % 60).padStart(2, '0')} web.1  | `),
  pm2: prefixed(() => '0|app  | '),
  glog: prefixed(
    (number) => `E0102 15:04:${String(number % 60).padStart(2, '0')}.000000    1234 main.go:12] `,
  ),
  'grep -n': prefixed((number) => `${number + 1}:`),
  'grep -nH': prefixed((number) => `app.log:${number + 1}:`),
  'a patch': prefixed(() => '+'),
  'a comment': prefixed(() => '// '),
  'the border of a pane': prefixed(() => '│ '),
  'a tight quote of a mail': prefixed(() => '>'),
  'fluent-bit': (text) =>
    eachLine(text, (line, number) =>
      JSON.stringify({ stream: 'stderr', logtag: 'F', message: line, time: time(number, 9) }),
    ),
  'Google Cloud': (text) =>
    eachLine(text, (line, number) => JSON.stringify({ textPayload: line, insertId: `abc${number}` })),
  'Google Cloud, as YAML': (text) => eachLine(text, (line) => `textPayload: ${JSON.stringify(line)}`),
  logstash: (text) =>
    eachLine(text, (line, number) =>
      JSON.stringify({ '@timestamp': time(number, 3), message: line, host: 'h' }),
    ),
  'a JSON string in a JSON string': (text) => `x: ${JSON.stringify(JSON.stringify(text))}\n`,
  'JSON on several lines': (text) => JSON.stringify({ level: 'fatal', stack: text }, undefined, 2) + '\n',
  ...moreExports,
};

/** Wrappers that lose something that cannot be restored. */
export const lossyWrappers: Readonly<Record<string, Wrapper>> = {
  'blank lines doubled': (text) => text.replaceAll('\n', '\n\n'),
  'blank lines lost': (text) => text.replace(/\n+/g, '\n'),
  'tabs lost': (text) => text.replaceAll('\t', ''),
  'tabs to four blanks': (text) => text.replaceAll('\t', '    '),
  'CR CR LF': (text) => text.replaceAll('\n', '\r\r\n'),
  'no-break blanks': (text) =>
    text
      .replaceAll('\t', '        ')
      .replaceAll('  ', '\u00a0 ')
      .replace(/^(goroutine) /gm, '$1\u00a0 '),
  'a terminal of 80 columns': (text) =>
    text
      .replaceAll('\t', ' '.repeat(8))
      .split('\n')
      .map((line) => pieces(line, 80).join('\n'))
      .join('\n'),
  'a list': (text) => '- ' + eachLine(text, (line) => (line === '' ? '' : '  ' + line)).slice(2),
  NEL: (text) => text.replaceAll('\n', '\u0085'),
};
