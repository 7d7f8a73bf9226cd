import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const lab = realpathSync(join(import.meta.dirname, '../lab'));

const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'goroutine-dump-')));
process.once('exit', () => {
  rmSync(temporary, { recursive: true, force: true });
});

/**
 * A simulated machine for a server: no program on its PATH, a GOROOT and a module cache with the few files that the
 * lab's dumps lead to, and no other Go.
 */
export class Machine {
  readonly root = mkdtempSync(join(temporary, 'machine-'));
  readonly goroot = join(this.root, 'go');
  readonly moduleCache = join(this.root, 'cache');
  readonly env: NodeJS.ProcessEnv = {
    PATH: join(this.root, 'bin'),
    HOME: join(this.root, 'home'),
    GOROOT: this.goroot,
    GOPATH: join(this.root, 'gopath'),
    GOMODCACHE: this.moduleCache,
  };

  constructor() {
    this.write('go/src/sync/waitgroup.go', goFile('func (wg *WaitGroup) Wait() {', 180, 220));
    this.write(
      'go/src/net/http/server.go',
      goFile('func (c *conn) serve(ctx context.Context) {', 1900, 2120),
    );
    this.write(
      'cache/golang.org/x/sync@v0.7.0/errgroup/errgroup.go',
      goFile('func (g *Group) Wait() error {', 54, 60),
    );
  }

  /** Writes a file below the root. Returns its path. */
  write(path: string, text: string, mode = 0o644): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    return file;
  }

  /** Copies the lab, and inserts lines at the beginning of its hub.go, like an edit since the build. */
  driftedLab(inserted: number): string {
    const copy = join(this.root, 'drifted lab (copy)');
    cpSync(lab, copy, { recursive: true });
    const file = join(copy, 'node/hub.go');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines.splice(2, 0, ...Array.from({ length: inserted }, () => '// A line that was not there.'));
    writeFileSync(file, lines.join('\n'));
    return copy;
  }
}

/** A Go file in which the function begins and ends at these one-based lines. */
function goFile(head: string, from: number, to: number): string {
  const lines = Array.from({ length: to }, (_, index) => `\t// line ${index + 1}`);
  lines[0] = 'package fake';
  lines[from - 1] = head;
  lines[to - 1] = '}';
  return `${lines.join('\n')}\n`;
}
