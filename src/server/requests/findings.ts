import type { CancellationToken } from 'vscode-languageserver';
import {
  baseOf,
  type Basis,
  calleeName,
  type Candidates,
  candidatesOf,
  findings as findingsOf,
  type Finding as CoreFinding,
  type FindingStep as CoreStep,
  goroutineId,
  type GoroutineTexts,
  type GoPackage,
  hasFile,
  isStandardLibrary,
  mostCertainFirst,
  numberText,
  partiesOf,
  Program,
  type Section,
  sectionTitle,
  type StackFrame,
  startedFunction,
  unreadCode,
  wordBytesOf,
} from '../../core';
import {
  type DumpId,
  type Finding,
  type Findings,
  findingsRequest,
  type FindingStep,
  type Resolution,
} from '../../protocol';
import type { Feature, ServerContext } from '../context';
import { maxParties, readGoroutineTexts } from '../dumps/goroutineTexts';
import type { GroupedDump } from '../dumps/groupedDump';
import type { KnownFinding } from '../dumps/knownFindings';
import { GoProgramReader } from '../source/goProgram';
import { finishInTurns, inTurns } from '../turns';

export const findingsFeature: Feature = {
  register(context) {
    let reader: GoProgramReader | undefined;
    context.onRequest(findingsRequest, (dump, params, token) => {
      reader ??= new GoProgramReader(context.workspace!);
      return new Diagnosis(context, reader, dump, token).findings(params);
    });
  },
};

/** Maximum number of ids of one step. */
const maxIds = 100;
/** Maximum number of notes. */
const maxNotes = 10;
/** Number of frames whose files are read at the same time. */
const atOnce = 64;

/** A place in source that is certainly the source that was built. */
interface TrustedPlace {
  readonly uri: string;
  readonly line: number;
}

/** Answers one request. */
class Diagnosis {
  private readonly notes = new Set<string>();
  private basis: Basis = { stacks: 0, frames: 0, framesWithSource: 0, addresses: 'none' };

  constructor(
    private readonly context: ServerContext,
    private readonly reader: GoProgramReader,
    private readonly document: GroupedDump,
    private readonly token: CancellationToken,
  ) {}

  async findings({ section }: DumpId): Promise<Findings> {
    const { sections } = this.document.dump;
    const chosen = section === undefined ? sections : [this.document.sectionAt(section)];
    const found: KnownFinding[] = [];
    for (const each of chosen) {
      if (each.kind === 'goroutines' || each.kind === 'listing' || each.kind === 'profile') {
        found.push(...(await this.ofSection(each)));
      }
    }
    const cutOff = this.document.dump.problems.find(({ code }) => code === 'cut-off');
    if (cutOff !== undefined)
      this.notes.add(`${cutOff.message} What is missing may hold locks that others wait for.`);
    found.sort((a, b) => mostCertainFirst(a.finding, b.finding));
    // Of a part of the dump only, they would hide those of the others.
    if (section === undefined && this.context.findings.keep(this.document.dump, found))
      this.context.refreshLenses();
    return {
      findings: found.map(({ finding }) => finding),
      notes: [...this.notes].slice(0, maxNotes),
      basis: this.basis,
    };
  }

  private async ofSection(section: Section): Promise<readonly KnownFinding[]> {
    const { dump } = this.document;
    const stacks = candidatesOf(dump, section);
    const candidates = stacks.slice(0, maxParties);
    if (stacks.length > maxParties) this.noteFirst(stacks.length, 'different stacks');
    // At the same time, because other threads parse the source while this one reads the goroutines.
    const [texts, source] = await Promise.all([
      readGoroutineTexts(dump, this.document, section.kind === 'goroutines' ? candidates : [], this.token),
      this.sourceOf(candidates),
    ]);
    const { frames, places } = source;
    this.addToBasis(candidates.length, frames, places.size, hasAddress(texts));
    const program = new Program(source.packages, wordBytesOf(texts.allArguments()), source.leftOut);
    const all = partiesOf(dump, candidates, texts, (frame, callee) =>
      codeAt(program, frame, places.get(frame), callee),
    );
    const parties = all.slice(0, maxParties);
    if (all.length > maxParties) this.noteFirst(all.length, 'sets of goroutines that wait for one lock');
    const most = section.kind === 'goroutines' ? 'proven' : 'likely';
    const found = await finishInTurns(findingsOf(parties, program, most), this.token);
    for (const note of unreadCode(program)) this.notes.add(note);
    const index = dump.sections.indexOf(section);
    const of = dump.sections.length > 1 ? { section: { index, title: sectionTitle(section, index) } } : {};
    return found.map((finding) => ({
      finding: {
        ...this.answer({ ...finding, id: `${section.firstGoroutine}-${finding.id}` }),
        ...of,
      },
      members: finding.steps.map(({ goroutines }) => goroutines),
    }));
  }

  /** The places of the frames in source, and the packages that are needed to explain them. */
  private async sourceOf(candidates: readonly Candidates[]): Promise<{
    readonly frames: ReadonlySet<StackFrame>;
    readonly places: ReadonlyMap<StackFrame, TrustedPlace>;
    readonly packages: readonly GoPackage[];
    readonly leftOut: number;
  }> {
    const { stacks, goroutines } = this.document.dump;
    const frames = new Set(
      candidates.flatMap(({ members }) => stacks[goroutines.stack[members[0]!]!]!.frames),
    );
    const places = await this.trustedPlaces(frames);
    const uris = Array.from(places.values(), ({ uri }) => uri);
    return { frames, places, ...(await this.reader.read(uris, this.token)) };
  }

  private noteFirst(count: number, noun: string): void {
    this.notes.add(
      `Only the first ${numberText(maxParties)} of ${numberText(count)} ${noun} were looked at.`,
    );
  }

  private addToBasis(
    stacks: number,
    frames: ReadonlySet<StackFrame>,
    withSource: number,
    hasSome: boolean,
  ): void {
    const all = [...frames];
    this.basis = {
      stacks: this.basis.stacks + stacks,
      frames: this.basis.frames + all.filter((frame) => !isStandardLibrary(frame) && hasFile(frame)).length,
      framesWithSource: this.basis.framesWithSource + withSource,
      addresses: addressesShown(
        this.basis.addresses,
        all.some(({ function: name }) => name === 'runtime.gopark'),
        hasSome,
      ),
    };
  }

  /** The places of the frames whose source is certainly the source that was built. */
  private async trustedPlaces(frames: Iterable<StackFrame>): Promise<ReadonlyMap<StackFrame, TrustedPlace>> {
    const wanted = [...frames].filter((frame) => !isStandardLibrary(frame) && hasFile(frame));
    const resolutions = await this.resolveAll(wanted);
    const places = new Map<StackFrame, TrustedPlace>();
    for (const frame of wanted) {
      const { targets } = resolutions.get(frame)!;
      const [target, ...others] = targets;
      if (!target?.uri.endsWith('.go')) continue;
      if (target.stale !== undefined)
        this.notes.add(`Not used as source: ${baseOf(frame.file)}. ${target.stale.message}`);
      else if (others.length > 0)
        this.notes.add(`Not used as source: ${frame.file} may be one of several files.`);
      else places.set(frame, { uri: target.uri, line: target.line });
    }
    return places;
  }

  /** One file after the other, so that each is parsed once, and several frames at a time, so that the disk is busy. */
  private async resolveAll(frames: readonly StackFrame[]): Promise<ReadonlyMap<StackFrame, Resolution>> {
    const byFile = [...frames].sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
    const starts = Array.from({ length: Math.ceil(byFile.length / atOnce) }, (_, n) => n * atOnce);
    const resolutions = new Map<StackFrame, Resolution>();
    for await (const start of inTurns(starts, this.token)) {
      const some = byFile.slice(start, start + atOnce);
      const found = await Promise.all(some.map((frame) => this.context.resolve(frame)));
      some.forEach((frame, n) => resolutions.set(frame, found[n]!));
    }
    return resolutions;
  }

  private answer({ advice, steps, omitted, ...finding }: CoreFinding): Finding {
    return {
      ...finding,
      steps: steps.map((step) => this.step(step)),
      ...(omitted === 0 ? {} : { omitted }),
      ...(advice === undefined ? {} : { advice }),
    };
  }

  private step({ goroutines, target, waitsFor, holds, ...step }: CoreStep): FindingStep {
    const { dump } = this.document;
    const { line, character } = this.document.position(dump.goroutines.line[goroutines[0]!]!);
    return {
      ...step,
      goroutines: goroutines.slice(0, maxIds).flatMap((index) => goroutineId(dump.goroutines, index) ?? []),
      header: character === 0 ? { line } : { line, character },
      ...(target === undefined ? {} : { target }),
      ...(waitsFor === undefined
        ? {}
        : {
            waitsFor: {
              kind: waitsFor.kind,
              ...(waitsFor.expr === undefined ? {} : { expr: waitsFor.expr }),
              ...hexAddress(waitsFor.address),
              ...(waitsFor.line === undefined ? {} : { line: waitsFor.line }),
            },
          }),
      ...(holds.length === 0
        ? {}
        : {
            holds: holds.map(({ expr, mode, uri, line: taken, address, isDeferred }) => ({
              expr,
              mode,
              uri,
              line: taken,
              ...hexAddress(address),
              ...(isDeferred ? { deferred: true as const } : {}),
            })),
          }),
    };
  }
}

function hasAddress(texts: GoroutineTexts): boolean {
  for (const frames of texts.allArguments())
    if (frames.some(({ addresses }) => addresses.some((each) => each !== undefined))) return true;
  return false;
}

function addressesShown(before: Basis['addresses'], hasAll: boolean, hasSome: boolean): Basis['addresses'] {
  if (hasAll || before === 'all') return 'all';
  return hasSome ? 'some' : before;
}

function hexAddress(address: number | undefined): { readonly address?: string } {
  return address === undefined ? {} : { address: `0x${address.toString(16)}` };
}

function codeAt(
  program: Program,
  frame: StackFrame,
  place: TrustedPlace | undefined,
  callee: StackFrame | undefined,
) {
  if (place === undefined) return undefined;
  const { uri, line } = place;
  const func = program.functionAt(uri, line, frame.function);
  if (func !== undefined) return { func, uri, line, callee: calleeName(callee?.function) };
  const started = callee === undefined ? startedFunction(program, uri, line, frame.function) : undefined;
  return started && { func: started, uri: started.uri, line: started.line, callee: undefined };
}
