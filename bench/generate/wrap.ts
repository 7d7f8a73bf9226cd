import { type Random } from './random';

/** Wraps a line, given without its line end, as a log collector does. */
export type Wrap = (line: string) => string;

/** Wraps lines as `kubectl logs --timestamps` does. */
export function kubectlWrap(random: Random): Wrap {
  const now = clock(random);
  return (line) => `${now()}Z ${line}`;
}

/** Wraps lines as Docker's `json-file` driver does. It escapes a tab as `\u0009` and removes trailing zeros of the time. */
export function dockerWrap(random: Random): Wrap {
  const now = clock(random);
  return (line) => {
    const escaped = JSON.stringify(`${line}\n`).replace(/\\t|[<>&]/g, unicodeEscape);
    return `{"log":${escaped},"stream":"stderr","time":"${now().replace(/\.?0+$/, '')}Z"}`;
  };
}

function unicodeEscape(text: string): string {
  const char = text === '\\t' ? 9 : text.charCodeAt(0);
  return `\\u${char.toString(16).padStart(4, '0')}`;
}

/** Times in RFC 3339 without the zone, to the nanosecond, each some microseconds after the previous one. */
function clock(random: Random): () => string {
  let milliseconds = Date.UTC(2024, 10, 5, 10, 11, 12, 123);
  let nanoseconds = 456_789;
  let shown = new Date(milliseconds).toISOString().slice(0, -1);
  return () => {
    nanoseconds += 300 + random.below(6000);
    if (nanoseconds >= 1e6) {
      nanoseconds -= 1e6;
      shown = new Date(++milliseconds).toISOString().slice(0, -1);
    }
    return shown + String(nanoseconds).padStart(6, '0');
  };
}
