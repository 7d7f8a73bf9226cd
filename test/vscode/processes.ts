import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Sends a signal to all processes with both texts in their command line: KILL for a crash, STOP for a hang. */
export function signalProcesses(signal: 'KILL' | 'STOP', ...texts: readonly [string, string]): void {
  if (!existsSync('/proc')) {
    execFileSync('pkill', [`-${signal}`, '-f', texts.join('.*')]);
    return;
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = commandLine(pid);
    if (texts.every((text) => command.includes(text))) process.kill(Number(pid), `SIG${signal}`);
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended in the meantime
  }
}
