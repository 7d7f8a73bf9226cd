import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ParserThreads } from '../ports/parserThreads';
import type { FlatTree } from '../ports/flatTree';

/** Maximum number of threads: more are not faster, because the server itself reads the trees. */
const maxThreads = 4;
/** Texts that a thread is given ahead, so that it does not wait for the next one. */
const maxAhead = 2;
/** In milliseconds: threads without work are ended, which frees their memory. */
const idleTime = 10_000;

interface Job {
  readonly text: string;
  readonly resolve: (tree: FlatTree | undefined) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order of its answers. */
  readonly jobs: Job[];
}

/** Threads of this process, as many as it has processors. They are started when there is work. */
export class OwnParserThreads implements ParserThreads {
  private threads: Thread[] = [];
  private readonly waiting: Job[] = [];
  private idle: NodeJS.Timeout | undefined;
  /** Why a thread ended. No other is started then: it would end in the same way. */
  private failure: Error | undefined;

  /** @param script the bundled `parserThread.ts` */
  constructor(private readonly script: string) {}

  parse(text: string): Promise<FlatTree | undefined> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, resolve, reject });
      this.assign();
    });
  }

  private assign(): void {
    clearTimeout(this.idle);
    while (this.waiting.length > 0) {
      const thread = this.freeThread();
      if (thread === undefined) return;
      const job = this.waiting.shift()!;
      thread.jobs.push(job);
      thread.worker.postMessage(job.text);
    }
    if (this.threads.some(({ jobs }) => jobs.length > 0)) return;
    this.idle = setTimeout(() => {
      this.end();
    }, idleTime).unref();
  }

  /** The thread with the fewest jobs; undefined if all have enough. */
  private freeThread(): Thread | undefined {
    const free = this.threads.find(({ jobs }) => jobs.length === 0);
    if (free !== undefined) return free;
    if (this.threads.length < Math.min(maxThreads, availableParallelism())) return this.start();
    const least = this.threads.reduce((a, b) => (b.jobs.length < a.jobs.length ? b : a));
    return least.jobs.length < maxAhead ? least : undefined;
  }

  private start(): Thread {
    const thread: Thread = { worker: new Worker(this.script), jobs: [] };
    const { worker, jobs } = thread;
    worker.unref();
    worker.on('message', (tree: FlatTree | undefined) => {
      jobs.shift()!.resolve(tree);
      this.assign();
    });
    worker.on('error', (error) => {
      const failure = (this.failure = error instanceof Error ? error : new Error(String(error)));
      this.threads = this.threads.filter((each) => each !== thread);
      for (const { reject } of [...jobs.splice(0), ...this.waiting.splice(0)]) reject(failure);
    });
    this.threads.push(thread);
    return thread;
  }

  private end(): void {
    for (const { worker } of this.threads) void worker.terminate();
    this.threads = [];
  }
}

/** Threads that run the script beside the server's. */
export function parserThreads(): ParserThreads {
  return new OwnParserThreads(join(__dirname, 'parserThread.js'));
}
