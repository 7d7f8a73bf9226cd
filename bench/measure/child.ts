// One measurement in its own process: `child.ts INPUT PATH parse|dedup|memory RUNS` prints it as JSON.
import { inputNamed } from '../inputs';
import { measureMemory } from './memory';
import { measureSpeed } from './speed';

async function measure(name: string, path: string, what: string, runs: number): Promise<unknown> {
  const input = inputNamed(name);
  switch (what) {
    case 'parse':
    case 'dedup':
      return measureSpeed(input, path, what, runs);
    case 'memory':
      return measureMemory(input, path);
    default:
      throw new Error(`“${what}” cannot be measured.`);
  }
}

const [name, path, what, runs] = process.argv.slice(2);
measure(name!, path!, what!, Number(runs)).then(
  (measured) => {
    console.log(JSON.stringify(measured));
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
