import { jsonStrings, type JsonPath, type JsonString } from './jsonValues';
import { Prefix } from './prefix';
import type { LineText } from './lineText';

/** Fields that tell from which process a record comes: journald, Docker, Fluent Bit, Kubernetes, and cloud log services. */
const sourceField =
  /^(?:_PID|_SYSTEMD_UNIT|SYSLOG_IDENTIFIER|_HOSTNAME|container(?:_?(?:id|name))?|pod(?:_?name)?|host(?:name)?|service|app|instance|log_?stream(?:_?name)?)$/i;

/** The text of a stream in JSON objects, one a line, whose keys may have any order. */
export class JsonField implements LineText {
  readonly isPartial = false;
  readonly title = '';

  private constructor(
    private readonly lead: Prefix,
    private readonly path: string,
    private readonly sources: ReadonlyMap<string, string>,
  ) {}

  /**
   * The field whose string begins at byte `content`, in the record from byte `start` to byte `end`; undefined if the line is
   * no JSON object, or if the string is in one of its arrays.
   */
  static at(text: Uint8Array, start: number, end: number, content: number): JsonField | undefined {
    const found = text.subarray(start, Math.min(end, start + maxLeadLength)).indexOf(openBrace);
    if (found < 0) return undefined;
    const brace = start + found;
    const lead = new Prefix(new TextDecoder().decode(text.subarray(start, brace)));
    const strings = [...jsonStrings(text, brace, end)];
    const own = strings.find((string) => string.start === content);
    if (own === undefined || !isPlain(own.path)) return undefined;
    const named = strings.filter(({ path }) => isSource(path));
    const sources = named.map((each) => [keyOf(each), valueOf(text, each)] as const);
    return new JsonField(lead, keyOf(own), new Map(sources));
  }

  match(text: Uint8Array, start: number, end: number): number {
    const brace = this.lead.match(text, start, end);
    if (brace < 0 || text[brace] !== openBrace) return -1;
    let content = -1;
    for (const string of jsonStrings(text, brace, end)) {
      const key = keyOf(string);
      if (key === this.path && content < 0) content = string.start;
      const source = isSource(string.path) ? this.sources.get(key) : undefined;
      if (source !== undefined && source !== valueOf(text, string)) return -1;
    }
    return content;
  }

  template(): undefined {
    return undefined;
  }
}

const openBrace = 0x7b;
/** In bytes; e.g. `data: ` of a stream of events. */
const maxLeadLength = 256;

function isPlain(path: JsonPath): boolean {
  return path.every((step) => typeof step === 'string');
}

function isSource(path: JsonPath): boolean {
  return isPlain(path) && sourceField.test(String(path.at(-1)));
}

function keyOf({ path }: JsonString): string {
  return path.join('\n');
}

function valueOf(text: Uint8Array, { start, end }: JsonString): string {
  return new TextDecoder().decode(text.subarray(start, end));
}
