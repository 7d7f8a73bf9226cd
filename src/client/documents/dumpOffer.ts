import { commands, Disposable, ProgressLocation, type TextDocument, window } from 'vscode';
import { fileName } from '../dumps/dumpNames';
import { messageText } from '../text/sinks';
import { received, untrusted } from '../text/untrusted';

const answers = ['open', 'always', 'never'] as const;
export type OfferAnswer = (typeof answers)[number];

/** Not in package.json: only the links of the notification run it. */
const answerCommand = 'goroutineDump.answerOffer';
const links = [
  ['open', 'Open as Goroutine Dump'],
  ['always', 'Always'],
  ['never', 'Never'],
] as const;

interface Asked {
  readonly document: TextDocument;
  readonly settle: (answer: OfferAnswer | undefined) => void;
}

/**
 * A notification that offers to open a text as a dump. There is at most one, and it goes away with its document. An extension
 * cannot close a notification with buttons, but that of a progress, which has links.
 */
export class DumpOffer implements Disposable {
  private asked: Asked | undefined;
  private readonly command = commands.registerCommand(answerCommand, (answer: unknown) => {
    this.asked?.settle(answers.find((known) => known === answer));
  });

  /** @returns undefined if the user cancels, closes the document, or is asked about another one */
  async ask(document: TextDocument): Promise<OfferAnswer | undefined> {
    this.asked?.settle(undefined);
    const question = untrusted`${received(fileName(document.uri.toString()))} looks like a goroutine dump.`;
    const choices = links.map(([answer, text]) => {
      return `[${text}](command:${answerCommand}?${encodeURIComponent(JSON.stringify([answer]))})`;
    });
    const title = `${messageText(question)} ${choices.join(' · ')}`;
    const options = { location: ProgressLocation.Notification, cancellable: true, title };
    let settled: OfferAnswer | undefined;
    await window.withProgress(options, (progress, token) => {
      progress.report({ increment: 0 }); // nothing is running
      return new Promise<void>((resolve) => {
        const settle = (answer: OfferAnswer | undefined) => {
          settled = answer;
          if (this.asked?.document === document) this.asked = undefined;
          resolve();
        };
        this.asked = { document, settle };
        token.onCancellationRequested(() => {
          settle(undefined);
        });
      });
    });
    return settled;
  }

  /** Closes the notification if it is about the document. */
  withdraw(document: TextDocument): void {
    if (this.asked?.document === document) this.asked.settle(undefined);
  }

  dispose(): void {
    this.asked?.settle(undefined);
    this.command.dispose();
  }
}
