import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Ends all processes with both texts in their command line, as a crash would. */
export function killProcesses(...texts: readonly [string, string]): void {
  if (!existsSync('/proc')) {
    execFileSync('pkill', ['-KILL', '-f', texts.join('.*')]);
    return;
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = commandLine(pid);
    if (texts.every((text) => command.includes(text))) process.kill(Number(pid), 'SIGKILL');
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
