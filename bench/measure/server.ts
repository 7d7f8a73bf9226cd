import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Request } from '../../src/protocol';

/** The unit of times in /proc, the same on all Linux systems that Node runs on. */
const ticksPerSecond = 100;

/** The built server in its own process, with one workspace folder and without programs on its path. */
export class MeasuredServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly connection: ProtocolConnection,
  ) {}

  /** @param nodeOptions for the server's process, such as `--cpu-prof` */
  static async start(
    script: string,
    folder: string,
    nodeOptions: readonly string[] = [],
  ): Promise<MeasuredServer> {
    const process = spawn(globalThis.process.execPath, [...nodeOptions, script, '--stdio'], {
      env: { PATH: '', HOME: folder, GOROOT: folder, GOMODCACHE: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const reader = new StreamMessageReader(process.stdout);
    const connection = createProtocolConnection(reader, new StreamMessageWriter(process.stdin));
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: globalThis.process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires it
      rootUri: null,
      capabilities: {},
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: folder }],
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return new MeasuredServer(process, connection);
  }

  ask<Params, Result>({ method }: Request<Params, Result>, params: Params): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  /** Peak memory of the process so far, in bytes; NaN if the system does not report it. */
  get peakMemory(): number {
    if (process.platform !== 'linux') return NaN;
    const status = readFileSync(`/proc/${this.process.pid!}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** Processor time of the process so far, in seconds; NaN if the system does not report it. */
  get processorTime(): number {
    if (process.platform !== 'linux') return NaN;
    const stat = readFileSync(`/proc/${this.process.pid!}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) / ticksPerSecond;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }
}
