// Measures the core, its peers, and findings: `npm run bench -- [INPUT …|findings] [--no-peers]`. See bench/README.md.
import { benchFindings } from './findings';
import { makeInput } from './generate';
import { type Input, inputNamed, inputs } from './inputs';
import { type Measurer, makeMeasurer } from './measure/measurer';
import { makePeers, type MeasurePeer, type PeerName, peerNames, type PeerSpeed } from './peers';
import { mistakes, report, type Result } from './report';

const runs = 5;
/** Peers take minutes on a large input. */
const peerRunsIfLarge = 1;

async function bench(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => arg !== '--no-peers');
  const withFindings = names.length === 0 || names.includes('findings');
  const chosen = names.length === 0 ? inputs : names.filter((name) => name !== 'findings').map(inputNamed);
  const withPeers = !args.includes('--no-peers');
  const made = [];
  for (const input of chosen) {
    say(`${input.name}: generating the file, unless it exists…`);
    made.push(await makeInput(input));
  }
  const measurer = await makeMeasurer();
  const measurePeer = withPeers && chosen.length > 0 ? await makePeers() : undefined;
  if (withPeers && chosen.length > 0 && measurePeer === undefined)
    say('Go is not installed: the peers are left out.');

  const results: Result[] = [];
  for (const next of made) results.push(await measure(next, measurer, measurePeer));
  if (results.length > 0) console.log(`\n${report(results)}\n`);
  const found = withFindings ? await benchFindings(say) : undefined;
  if (found !== undefined) console.log(`\n${found.tables}\n`);

  const wrong = [...mistakes(results), ...(found?.wrong ?? [])];
  if (wrong.length === 0) return;
  console.error(wrong.join('\n'));
  process.exitCode = 1;
}

async function measure(
  made: Result['made'],
  measurer: Measurer,
  measurePeer: MeasurePeer | undefined,
): Promise<Result> {
  const { input } = made;
  say(`${input.name}: measuring…`);
  const parse = await measurer.speed(made, 'parse', runs);
  const dedup = await measurer.speed(made, 'dedup', runs);
  const memory = await measurer.memory(made);
  const peers = measurePeer === undefined ? [] : await measurePeers(made, input, measurePeer);
  return { made, parse, dedup, memory, peers: new Map(peers) };
}

async function measurePeers(
  made: Result['made'],
  input: Input,
  measurePeer: MeasurePeer,
): Promise<readonly (readonly [PeerName, PeerSpeed])[]> {
  const measured: (readonly [PeerName, PeerSpeed])[] = [];
  for (const peer of peerNames) {
    say(`${input.name}: measuring ${peer}…`);
    measured.push([peer, await measurePeer(peer, made, input.isLarge ? peerRunsIfLarge : runs)]);
  }
  return measured;
}

/** Writes progress to standard error, so that standard output has only the tables. */
function say(text: string): void {
  console.error(text);
}

bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
