import type { LineKernel } from './lineKernel';
import type { Rewriter } from './rewriter';
import type { StreamForm } from './stream';

/** Lets the kernel take the lines of a stream that begin like the line before, except for digits. */
export class SimilarLines {
  /** Number of consecutive calls in which the kernel took hardly anything. */
  private misses = 0;
  /** Number of lines for which the kernel is not called. */
  private pause = 0;
  private hasLearned = false;

  constructor(
    private readonly kernel: LineKernel,
    private readonly stream: StreamForm,
  ) {
    kernel.forgetTemplate();
  }

  /** @returns offset of the first line that was not taken */
  take(at: number, until: number, out: Rewriter): number {
    if (this.pause > 0) {
      this.pause--;
      return at;
    }
    const after = this.kernel.take(at, until, out);
    this.misses = after - at < shortRun ? this.misses + 1 : 1;
    const rest = this.misses > fewMisses ? Math.min(this.misses, maxPause) : 0;
    this.pause = after > at ? 1 + rest : rest; // the kernel has already refused the line at `after`
    return after;
  }

  /** Sets the kernel's template to the prefix of a line that was not taken. A single such line may be an exception. */
  learn(text: Uint8Array, start: number, content: number): void {
    if (this.pause > 0 || (this.hasLearned && this.misses < 2)) return;
    const { at, form } = this.stream;
    const template = at.template(text, start, content);
    if (template === undefined || form === 'cell') return;
    this.kernel.setTemplate(template, form);
    this.hasLearned = true;
  }
}

/** In bytes. Calling the kernel for a shorter run is not worthwhile. */
const shortRun = 256;
const fewMisses = 4;
const maxPause = 64;
