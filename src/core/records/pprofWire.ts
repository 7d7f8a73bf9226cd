/** The part of the protocol buffer wire format (protobuf.dev, “Encoding”) that pprof's profile.proto uses. */

/** Fields of a message that are messages or strings, by field number. All other fields contain numbers. */
interface MessageFields {
  readonly messages?: Readonly<Record<number, MessageFields>>;
  readonly texts?: readonly number[];
}

const numbersOnly: MessageFields = {};
const profile: MessageFields = {
  messages: {
    1: numbersOnly, // sample_type
    2: { messages: { 3: numbersOnly } }, // sample, label
    3: numbersOnly, // mapping
    4: { messages: { 4: numbersOnly } }, // location, line
    5: numbersOnly, // function
    11: numbersOnly, // period_type
  },
  texts: [6], // string_table
};

const varint = 0;
const lengthDelimited = 2;
/** Length of a 64-bit number in bytes. */
const maxVarintLength = 10;

/**
 * Whether bytes are a complete profile.proto message: every length is inside its message, every number has at most 64
 * bits, and every field has its type. Decoders that trust their input can decode such bytes. Takes linear time.
 */
export function isWholeProfile(bytes: Uint8Array): boolean {
  return isMessage(bytes, profile);
}

/** Tags of fields: field number * 8 + wire type. */
const tags = {
  sampleType: 0x0a,
  stringTable: 0x32,
  timeNanos: 0x48,
  durationNanos: 0x50,
  periodType: 0x5a,
};

/**
 * Whether unpacked bytes look like a pprof profile. A few dozen bytes are enough. A profile begins with its sample type
 * or, if Go wrote it, with its period type or (CPU profiles) its time. Other writers may begin with the first string,
 * which is empty. No text begins like this.
 */
export function looksLikePprof(bytes: Uint8Array): boolean {
  switch (bytes[0]) {
    case tags.sampleType:
    case tags.periodType:
      return isValueType(bytes.subarray(2, 2 + (bytes[1] ?? 0)));
    case tags.timeNanos: {
      const end = varintEnd(bytes, 1);
      const sinceEpoch = end !== undefined && end > 9; // nanoseconds since 1970, in this century
      return sinceEpoch && (bytes[end] === tags.sampleType || bytes[end] === tags.durationNanos);
    }
    case tags.stringTable:
      return bytes[1] === 0 && bytes.length > 2;
    default:
      return false;
  }
}

/** Whether the bytes are a ValueType: the indices of its type and unit in the string table. */
function isValueType(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x08 || bytes[0] === 0x10) && isMessage(bytes, numbersOnly);
}

/** The format limits the depth of the recursion: messages are nested in `profile` at most twice. */
function isMessage(bytes: Uint8Array, fields: MessageFields): boolean {
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at++]!;
    const field = tag >> 3;
    const nested = fields.messages?.[field];
    const isText = fields.texts?.includes(field) ?? false;
    if (field === 0 || tag >= 0x80) return false; // a field number that no profile has
    const end = varintEnd(bytes, at);
    if (end === undefined) return false;
    if ((tag & 7) === varint) {
      if (nested !== undefined || isText) return false;
      at = end;
    } else if ((tag & 7) === lengthDelimited) {
      const after = end + readLength(bytes, at, end);
      if (after > bytes.length) return false;
      const value = bytes.subarray(end, after);
      if (!isText && !(nested === undefined ? areVarints(value) : isMessage(value, nested))) return false;
      at = after;
    } else {
      return false;
    }
  }
  return true;
}

function areVarints(bytes: Uint8Array): boolean {
  let at: number | undefined = 0;
  while (at !== undefined && at < bytes.length) at = varintEnd(bytes, at);
  return at !== undefined;
}

/** Offset after the number that begins at byte `at`; undefined if it is truncated or too long. */
function varintEnd(bytes: Uint8Array, at: number): number | undefined {
  for (let end = at; end < bytes.length && end < at + maxVarintLength; end++) {
    if (bytes[end]! < 0x80) return end + 1;
  }
  return undefined;
}

function readLength(bytes: Uint8Array, at: number, end: number): number {
  let length = 0;
  for (let n = end - 1; n >= at; n--) length = length * 0x80 + (bytes[n]! & 0x7f);
  return length;
}
