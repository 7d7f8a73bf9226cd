import {
  isRaceWarning,
  readCause,
  readRaceAccess,
  readRaceCreation,
  readSignalDetails,
  type Span,
} from '../../core';
import { type Token, token, type TokenType } from './semanticTokenTypes';

/** The tokens of a cause, of the details of a signal, or of a title in a race report; undefined for any other line. */
export function causeTokens(line: string): readonly Token[] | undefined {
  return causeLine(line) ?? signalDetails(line) ?? raceTitle(line);
}

function causeLine(line: string): readonly Token[] | undefined {
  const read = readCause(line);
  return read && tokens([read.cause, 'cause'], [read.message, 'message'], [read.modifier, 'modifier']);
}

/** Length of the part of a line in which fields are colored, in UTF-16 units. */
const maxFieldsLength = 1000;
const fields = /\b([A-Za-z]+)=(0x[0-9a-f]+|-?\d+|nil)/dg;

function signalDetails(line: string): readonly Token[] | undefined {
  const details = readSignalDetails(line);
  if (details === undefined) return undefined;
  const { word, signal, fieldsStart } = details;
  return [
    ...tokens([word, 'cause'], [signal, 'cause']),
    ...Array.from(line.slice(0, maxFieldsLength).matchAll(fields))
      .filter(({ index }) => index >= fieldsStart)
      .flatMap(({ indices }) => {
        const [, [nameStart, nameEnd], [start, end]] = indices as [
          unknown,
          [number, number],
          [number, number],
        ];
        return tokens([{ start: nameStart, end: nameEnd }, 'parameter'], [{ start, end }, 'number']);
      }),
  ];
}

function raceTitle(line: string): readonly Token[] | undefined {
  if (isRaceWarning(line)) return tokens([{ start: 0, end: line.trimEnd().length }, 'cause']);
  const access = readRaceAccess(line);
  if (access !== undefined) {
    return tokens(
      [access.operationSpan, 'cause'],
      [access.addressSpan, 'number'],
      [access.wordSpan, 'keyword'],
      [access.idSpan, 'number'],
    );
  }
  const creation = readRaceCreation(line);
  return (
    creation &&
    tokens(
      [creation.wordSpan, 'keyword'],
      [creation.idSpan, 'number'],
      [creation.runningSpan, 'enumMember'],
      [creation.createdSpan, 'keyword'],
    )
  );
}

function tokens(...parts: readonly (readonly [Span | undefined, TokenType])[]): readonly Token[] {
  return parts.flatMap(([span, type]) =>
    span === undefined || span.start === span.end ? [] : [token(type, span)],
  );
}
