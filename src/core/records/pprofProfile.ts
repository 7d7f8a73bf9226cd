import { type GoroutineProfileKind, isGoroutineProfile } from '../lines/profileHead';
import { type Location, Profile, type Sample } from 'pprof-format';
import type { Label } from '../model/label';
import type { ProfileStack, ProfileFrame } from './legacyProfile';
import { isWholeProfile, looksLikePprof } from './pprofWire';
import { noProfile, otherProfile, type ProfileRefusal } from './profileKind';
import { maxCount, readCount } from '../lines/count';

/** A goroutine profile. It has no ids, states or arguments. The value of a label may be empty. */
export interface GoroutineProfile {
  readonly kind: GoroutineProfileKind;
  /** Sum of the counts. */
  readonly total: number;
  /** In the order of the profile. Includes frames of the runtime; inlined functions have frames of their own. */
  readonly records: readonly ProfileStack[];
}

/**
 * Reads a profile, or says why it has no goroutines. Never throws. Takes linear time in the length of the bytes and of the
 * stacks that they encode. A profile whose stacks are too large is refused.
 *
 * @param bytes not gzipped
 */
export function readGoroutineProfile(bytes: Uint8Array): GoroutineProfile | ProfileRefusal {
  if (!isWholeProfile(bytes)) {
    return noProfile(
      looksLikePprof(bytes) ? 'This pprof profile is truncated or damaged' : 'This is not a pprof profile',
    );
  }
  try {
    return new ProfileReader(Profile.decode(bytes)).read();
  } catch {
    return noProfile('This pprof profile cannot be read');
  }
}

/** Maximum length of the text of all stacks and labels, in UTF-16 units. A few bytes can encode many long stacks. */
const maxTextSize = 2 ** 27;
/** Length of a frame's address and of the separators around its name and path, in UTF-16 units. */
const frameOverhead = 40;
/** Maximum factor by which escapes lengthen a label: `\U000e0001` stands for two UTF-16 units. */
const maxEscapeLength = 6;

type Numeric = number | bigint;

class ProfileReader {
  private readonly functions = new Map<bigint, Pick<ProfileFrame, 'function' | 'file'>>();
  private readonly locations = new Map<bigint, readonly ProfileFrame[]>();
  /** Length of the text of each location's frames, in UTF-16 units. */
  private readonly sizes = new Map<bigint, number>();
  private size = 0;

  constructor(private readonly profile: Profile) {}

  read(): GoroutineProfile | ProfileRefusal {
    const types = this.profile.sampleType.map(({ type }) => this.text(type));
    const kind = types.find(isGoroutineProfile);
    if (kind === undefined) return refuse(types);
    this.readTables();
    const valueIndex = types.indexOf(kind);
    const records: ProfileStack[] = [];
    for (const sample of this.profile.sample) {
      const count = toNumber(sample.value[valueIndex] ?? 0);
      if (count === 0) continue;
      records.push({ count, labels: this.labels(sample), frames: this.frames(sample) });
      if (this.size > maxTextSize) return noProfile('The stacks of this pprof profile are too large');
    }
    const total = records.reduce((sum, { count }) => sum + count, 0);
    return { kind, total, records };
  }

  private readTables(): void {
    for (const { id, name, systemName, filename } of this.profile.function) {
      const symbol = onOneLine(this.text(name) || this.text(systemName));
      this.functions.set(toId(id), { function: symbol, file: onOneLine(this.text(filename)) });
    }
    for (const location of this.profile.location) {
      const frames = this.framesAt(location);
      const size = frames.reduce(
        (sum, frame) => sum + frame.function.length + frame.file.length + frameOverhead,
        0,
      );
      this.locations.set(toId(location.id), frames);
      this.sizes.set(toId(location.id), size);
    }
  }

  private framesAt({ address, line }: Location): readonly ProfileFrame[] {
    const hex = `0x${toId(address).toString(16)}`;
    if (line.length === 0) return [unknownFrame(hex)];
    return line.map(({ functionId, line: number }) => {
      const known = this.functions.get(toId(functionId));
      return {
        function: known === undefined || known.function === '' ? hex : known.function,
        file: known?.file ?? '',
        line: Math.min(toNumber(number), maxCount),
        address: hex,
      };
    });
  }

  private frames({ locationId }: Sample): readonly ProfileFrame[] {
    const frames: ProfileFrame[] = [];
    for (const numeric of locationId) {
      const id = toId(numeric);
      this.size += this.sizes.get(id) ?? frameOverhead;
      if (this.size > maxTextSize) break;
      for (const frame of this.locations.get(id) ?? [unknownFrame('0x0')]) frames.push(frame);
    }
    return frames;
  }

  private labels({ label }: Sample): readonly Label[] {
    const labels = label.map(({ key, str, num, numUnit }): Label => {
      const value =
        str || !num ? this.text(str) : `${BigInt.asIntN(64, BigInt(num))} ${this.text(numUnit)}`.trimEnd();
      return { key: this.text(key), value };
    });
    for (const { key, value } of labels)
      this.size += (key.length + value.length) * maxEscapeLength + frameOverhead;
    return labels.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  private text(index: Numeric): string {
    return this.profile.stringTable.strings[Number(index)] ?? '';
  }
}

function unknownFrame(address: string): ProfileFrame {
  return { function: address, file: '', line: 0, address };
}

/** The decoder returns numbers of more than 28 bits as bigints, and negative ones as their two's complement. */
function toId(id: Numeric): bigint {
  return BigInt.asUintN(64, BigInt(id));
}

/** A count or line, at most 2^53-1. A negative one, as in the difference of two profiles, becomes 0. */
function toNumber(value: Numeric): number {
  const signed = BigInt.asIntN(64, BigInt(value));
  return signed < 0n ? 0 : readCount(String(signed));
}

function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd');
}

const namesOfTypes: readonly [type: RegExp, profile: string][] = [
  [/^cpu$/, 'cpu'],
  [/^(?:alloc|inuse)_(?:objects|space)$/, 'heap'],
  [/^(?:contentions|delay)$/, 'contention'],
];

function refuse(types: readonly string[]): ProfileRefusal {
  for (const [type, profile] of namesOfTypes)
    if (types.some((name) => type.test(name))) return otherProfile(profile);
  const named = types.find((name) => name !== '');
  return named === undefined ? noProfile('This is not a pprof profile') : otherProfile(named);
}
