// The dumps of test/lab/hangs, and what the server says about them.
import { fixtureText } from '../fixtures';
import type { Client } from '../server/client';
import { judge, judgeHealthy, type Judgement } from './judge';
import { type Truth, truths } from './truth';

/** One dump, of a hang or of its healthy twin. */
export interface HangDump {
  /** The case, with `-twin` for the healthy one, and the form. */
  readonly title: string;
  readonly name: string;
  readonly form: 'sigquit' | 'debug2';
  /** Undefined for a healthy twin. */
  readonly truth: Truth | undefined;
}

export function hangDumps(): readonly HangDump[] {
  return truths().flatMap((truth) =>
    [truth.name, `${truth.name}-twin`].flatMap((name) =>
      (['sigquit', 'debug2'] as const).map((form) => ({
        title: `${name} ${form}`,
        name,
        form,
        truth: name === truth.name ? truth : undefined,
      })),
    ),
  );
}

/** Asks the server for the findings of a dump. */
export async function judged(client: Client, { name, form, truth }: HangDump): Promise<Judgement> {
  const findings = await client.findingsOf(fixtureText(`hangs/${name}.${form}.dump`));
  return truth === undefined ? judgeHealthy(findings) : judge(truth, findings);
}
