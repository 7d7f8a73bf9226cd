import type { CancellationToken } from 'vscode-languageserver';
import { framesAmong, framesBetween } from '../../core';
import type { FrameLineParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineOf, positionOf } from './items';

/** The line of a frame of the goroutine at a position. */
export async function frameLine(document: GroupedDump, params: FrameLineParams, token: CancellationToken) {
  const index = goroutineOf(document, params);
  if (index === undefined) return null;
  const { line: headers, endLine } = document.dump.goroutines;
  const [from, to] = [headers[index]!, endLine[index]!];
  const others = framesAmong(document.dump.otherFrames, from, to);
  const lines = others.length > 0 ? [] : await document.readLines(from, to, token);
  const inLines = framesBetween((line) => lines[line] ?? '', 0, lines.length);
  const { function: name, file, line } = params.frame;
  for (const frame of others.length > 0 ? others : inLines) {
    if (frame.name !== name || frame.file.file !== file || frame.file.line !== line) continue;
    const below = others.length > 0 ? frame.functionLine - from : frame.functionLine;
    return { ...positionOf(document, from + below), below };
  }
  return null;
}
