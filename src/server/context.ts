import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import {
  type DumpId,
  dumpChangedNotification,
  type Frame,
  type Request,
  type Resolution,
  type GroupKeys,
} from '../protocol';
import type { DumpDocument } from './dumps/dumpDocument';
import type { DumpStore } from './dumps/dumpStore';
import type { GroupedDump } from './dumps/groupedDump';
import { KnownFindings } from './dumps/knownFindings';
import { defaultSettings, type Settings } from './settings';
import type { Workspace } from './source/workspace';
import { isCancellation, throwIfCancelled } from './turns';

/** A feature of the server: a part of LSP, or our own requests. */
export interface Feature {
  /** Its capabilities in the answer to `initialize`. */
  readonly capabilities?: ServerCapabilities;
  /** Registers the handlers of its requests. */
  register(context: ServerContext): void;
}

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

/** What all features share. */
export class ServerContext {
  /** Capabilities of the client; empty before `initialize`. */
  client: ClientCapabilities = {};
  /** Whether the client has our commands, so that hovers may link to them. */
  commandLinks = false;
  settings: Settings = defaultSettings;
  /** Resolves when the settings have been read. Until then, they are the defaults. */
  settingsRead: Promise<void> | undefined;
  /** Undefined before `initialize`. */
  workspace: Workspace | undefined;
  /** The last findings of each dump. Hovers and lenses read them and never look for findings themselves. */
  readonly findings = new KnownFindings();

  constructor(
    readonly connection: Connection,
    readonly dumps: DumpStore,
  ) {}

  /** Uris of the workspace folders, without a trailing slash. */
  get folders(): readonly string[] {
    return this.workspace?.folders ?? [];
  }

  /** Finds the source of a frame. */
  readonly resolve = async (frame: Frame): Promise<Resolution> => {
    await this.settingsRead;
    return this.workspace!.resolve(frame, this.settings.substitutePath);
  };

  /** The text of a source file; undefined if it cannot be read. */
  readonly readSource = (uri: string): Promise<string | undefined> => this.workspace!.read(uri);

  /** Returns a function that logs an error after which the server continues. */
  warn(what: string): (error: unknown) => void {
    return (error) => {
      this.connection.console.warn(`${what}: ${String(error)}`);
    };
  }

  /** Returns the answer; if the feature fails, logs the error and returns `empty`. @throws if it is cancelled */
  async guarded<Result>(empty: Result, answer: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await answer();
    } catch (error) {
      if (isCancellation(error)) throw error;
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return empty;
    }
  }

  /** Makes a handler for open dumps. It answers `empty` for any other document, and if the feature fails. */
  forDump<Params extends InDocument, Result>(
    empty: Result,
    answer: (document: DumpDocument, params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): (params: Params, token: CancellationToken) => Promise<Result> {
    return async (params, token) => {
      await this.settingsRead;
      throwIfCancelled(token);
      return this.guarded(empty, () => {
        const document = this.dumps.documents.get(params.textDocument.uri);
        return document === undefined ? empty : answer(document, params, token);
      });
    };
  }

  /** Registers the handler of one of our own requests. The request fails if the dump is not open. */
  onRequest<Params extends DumpId & { readonly key?: GroupKeys }, Result>(
    { method }: Request<Params, Result>,
    answer: (dump: GroupedDump, params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): void {
    this.connection.onRequest(method, async (params: Params, token: CancellationToken) => {
      throwIfCancelled(token);
      const dump = this.dumps.get(params.uri);
      if (dump === undefined) {
        throw new ResponseError(ErrorCodes.InvalidParams, `${params.uri} is not an open document.`);
      }
      try {
        const given = withoutNulls(params);
        await dump.prepare(given.key, token);
        return await answer(dump, given, token);
      } finally {
        void this.dumps.disk.check(params.uri);
      }
    });
  }

  /** Notifies the client that the dumps have changed, so that it repeats its requests. */
  announceChange(uris: readonly string[] = this.dumps.uris): void {
    for (const uri of uris) {
      void this.connection.sendNotification(dumpChangedNotification.method, { uri } satisfies DumpId);
    }
    this.refreshLenses();
  }

  refreshLenses(): void {
    if (this.dumps.documents.uris.length === 0 || !this.client.workspace?.codeLens?.refreshSupport) return;
    this.connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch(this.warn('Code lenses cannot be refreshed'));
  }
}

/** Removes null values: editors may send null for an omitted parameter. */
function withoutNulls<Params extends object>(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null)) as Params;
}
