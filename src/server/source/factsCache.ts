import type { GoFile, GoSource } from '../../core';

/** In UTF-16 units, of all texts whose facts are cached. Facts take several times the memory of their text. */
const maxCachedText = 8_000_000;

/** What one version of a file declares. */
interface ReadFile {
  readonly text: string;
  /** Undefined if it cannot be parsed. */
  readonly file: GoFile | undefined;
}

/** Keeps the facts of the most recently used files. A file's text is its version. */
export class FactsCache {
  /** By uri, most recently used last. */
  private readonly files = new Map<string, ReadFile>();
  /** In UTF-16 units, of these files. */
  private cachedText = 0;

  get(source: GoSource): ReadFile | undefined {
    const read = this.remove(source.uri);
    return read?.text === source.text ? this.add(source.uri, read) : undefined;
  }

  keep({ uri, text }: GoSource, file: GoFile | undefined): ReadFile {
    this.remove(uri);
    return this.add(uri, { text, file });
  }

  private add(uri: string, read: ReadFile): ReadFile {
    this.files.set(uri, read);
    this.cachedText += read.text.length;
    for (const oldest of this.files.keys()) {
      if (this.cachedText <= maxCachedText || oldest === uri) break;
      this.remove(oldest);
    }
    return read;
  }

  private remove(uri: string): ReadFile | undefined {
    const read = this.files.get(uri);
    if (read === undefined) return undefined;
    this.files.delete(uri);
    this.cachedText -= read.text.length;
    return read;
  }
}
