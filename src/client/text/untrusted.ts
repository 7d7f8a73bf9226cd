declare const brand: unique symbol;

/**
 * Text of a dump, a repository or a file system: whoever wrote it chose every character. It is a string at run time,
 * but no string by type: only the functions of `sinks.ts` make one of it, each neutralises what its place interprets.
 */
export interface UntrustedText {
  readonly [brand]: true;
}

/** Fields that are never shown. Uris are parsed; ids are the server's own. */
type Reference = 'uri' | 'id' | 'groupId';

/** An answer of the server as the client has it: each string in it is untrusted, unless its type lists its values. */
export type Untrusted<T> = string extends T
  ? UntrustedText | Exclude<T, string>
  : T extends object
    ? string extends keyof T
      ? UntrustedCounts
      : { readonly [Key in keyof T]: Key extends Reference ? T[Key] : Untrusted<T[Key]> }
    : T;

/** A record of counts whose keys are untrusted. */
export interface UntrustedCounts {
  readonly [brand]: 'counts';
}

/** Parameters of a request: what came from the server may go back to it. */
export type Sendable<T> = string extends T
  ? T | UntrustedText
  : T extends object
    ? { readonly [Key in keyof T]: Sendable<T[Key]> }
    : T;

/** The counts by their keys. */
export function countsByText(counts: UntrustedCounts): readonly (readonly [UntrustedText, number])[] {
  return Object.entries(counts as unknown as Readonly<Record<string, number>>).map(
    ([text, count]) => [received(text), count] as const,
  );
}

/** Marks what the server has answered, or a text that is not the extension's own. */
export function received<T>(answer: T): Untrusted<T> {
  return answer as Untrusted<T>;
}

/** What went wrong; messages of the server and of the file system name what they are about. */
export function errorText(error: unknown): UntrustedText {
  return received(error instanceof Error ? error.message : String(error));
}

/** What the formatter makes of the values: as untrusted as they are. */
export function format<Values extends readonly unknown[]>(
  formatter: (...values: Values) => string,
  ...values: { readonly [Index in keyof Values]: Untrusted<Values[Index]> }
): UntrustedText {
  return received(formatter(...(values as unknown as Values)));
}

/** A text that has untrusted parts: `` untrusted`in ${frame.function}` ``. */
export function untrusted(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | UntrustedText)[]
): UntrustedText {
  return received(String.raw({ raw: strings }, ...values));
}

/** The parts that are not empty, with the separator between them. */
export function joined(parts: readonly (string | UntrustedText)[], separator: string): UntrustedText {
  const texts = parts as unknown as readonly string[];
  return received(texts.filter((text) => text !== '').join(separator));
}

export function isEmpty(text: UntrustedText): boolean {
  return (text as unknown) === '';
}
