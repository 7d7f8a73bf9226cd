import { Uri } from 'vscode';
import type { Dumps, EditorPosition } from '../dumps/dumps';
import { openDumpDocument } from '../dumps/openDumpDocument';
import { type Focus, revealLine } from './revealLine';

/** Reveals the goroutine that begins at a position of a dump, in a document of its own if no editor has the whole text. */
export async function revealGoroutine(
  dumps: Dumps,
  at: EditorPosition,
  id: number | undefined,
  focus?: Focus,
): Promise<void> {
  const { uri, line, character } = dumps.editorPositionOf(at, id);
  await openDumpDocument(Uri.parse(uri));
  await revealLine(uri, line, character, focus && { focus });
}
