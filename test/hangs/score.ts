// Prints how many hangs are found: `npm run hangs`. It never fails; hangs.test.ts does.
import { Client } from '../server/client';
import { hangDumps, judged } from './cases';

describe('Hangs', function () {
  this.timeout(0);

  it('are found', async () => {
    const client = await Client.start();
    const lines: string[] = [];
    const score = { hangs: 0, right: 0, twins: 0, quiet: 0 };
    for (const dump of hangDumps()) {
      const { result, finding, detail } = await judged(client, dump);
      const isRight = result === 'right';
      if (dump.truth === undefined) {
        score.twins++;
        if (isRight) score.quiet++;
      } else {
        score.hangs++;
        if (isRight) score.right++;
      }
      const confidence = dump.truth === undefined && isRight ? '' : (finding?.confidence ?? '');
      lines.push(
        [dump.name.padEnd(28), dump.form.padEnd(8), result.padEnd(12), confidence.padEnd(9), detail]
          .join(' ')
          .trimEnd(),
      );
    }
    await client.stop().catch((error: unknown) => lines.push(String(error)));
    console.log(lines.join('\n'));
    console.log(
      `\nHangs: ${score.right} of ${score.hangs} right. Healthy twins: ${score.quiet} of ${score.twins} quiet.`,
    );
  });
});
