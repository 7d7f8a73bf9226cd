declare const brand: unique symbol;

/**
 * Text of a dump, a repository or a file system. Its author chose every character. It is a string at run time but not
 * by type: only the functions of `sinks.ts` convert it, and each neutralizes what its place in VS Code interprets.
 */
export interface UntrustedText {
  readonly [brand]: true;
}

/** Fields that are never shown: uris are parsed, and ids come from the server. */
type Reference = 'uri' | 'id' | 'groupId';

/** An answer of the server as the client sees it: each string is untrusted, unless its type is a union of literals. */
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

/** Parameters of a request or of a formatter: any string in them may be untrusted. */
export type Sendable<T> = string extends T
  ? T | UntrustedText
  : T extends object
    ? { readonly [Key in keyof T]: Sendable<T[Key]> }
    : T;

/** The entries of a record of counts. */
export function countsByText(counts: UntrustedCounts): readonly (readonly [UntrustedText, number])[] {
  return Object.entries(counts as unknown as Readonly<Record<string, number>>).map(
    ([text, count]) => [received(text), count] as const,
  );
}

/** Marks an answer of the server, or a text that is not the extension's own, as untrusted. */
export function received<T>(answer: T): Untrusted<T> {
  return answer as Untrusted<T>;
}

/** The message of an error, which may contain text from the server or the file system. */
export function errorText(error: unknown): UntrustedText {
  return received(error instanceof Error ? error.message : String(error));
}

/** Formats values, some of them untrusted; the result is untrusted too. */
export function format<Values extends readonly unknown[]>(
  formatter: (...values: Values) => string,
  ...values: { readonly [Index in keyof Values]: Sendable<Values[Index]> }
): UntrustedText {
  return received(formatter(...(values as unknown as Values)));
}

/** Template tag for a text with untrusted parts: `` untrusted`in ${frame.function}` ``. */
export function untrusted(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | UntrustedText)[]
): UntrustedText {
  return received(String.raw({ raw: strings }, ...values));
}

/** Joins the non-empty parts with the separator. */
export function joined(parts: readonly (string | UntrustedText)[], separator: string): UntrustedText {
  const texts = parts as unknown as readonly string[];
  return received(texts.filter((text) => text !== '').join(separator));
}

export function isEmpty(text: UntrustedText): boolean {
  return (text as unknown) === '';
}
