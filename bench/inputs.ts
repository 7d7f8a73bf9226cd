/** How an input's goroutines are written. */
export type Form = 'debug2' | 'sigquit' | 'kubectl' | 'docker';

/** Recipe of a generated dump. Change the seed with the generator, so that files are regenerated. */
export interface Input {
  readonly name: string;
  readonly form: Form;
  readonly seed: number;
  readonly goroutines: number;
  /** Number of distinct stacks. */
  readonly stacks: number;
  /** Numbers of frames of the stacks, used in turn, the most frequent stack first. */
  readonly depths: readonly number[];
  /** Too large for one piece: reading the file is part of the measurement, and peers run only once. */
  readonly isLarge: boolean;
}

/** About 40 MB in the form of `debug2`: 400 bytes per goroutine leave room only for short stacks. */
const server = {
  seed: 1,
  goroutines: 100_000,
  stacks: 240,
  depths: [2, 2, 1, 2, 2, 1, 2, 1, 2, 2, 1, 10],
  isLarge: false,
};

export const inputs: readonly Input[] = [
  { ...server, name: 'debug2', form: 'debug2' },
  { ...server, name: 'sigquit', form: 'sigquit' },
  { ...server, name: 'kubectl', form: 'kubectl' },
  { ...server, name: 'docker', form: 'docker' },
  /** About 40 MB of stacks as deep as those of servers often are. */
  { ...server, name: 'deep', form: 'debug2', goroutines: 26_000, depths: [12, 11, 13, 10, 14] },
  /** About 600 MB. */
  {
    ...server,
    name: 'million',
    form: 'debug2',
    goroutines: 1_000_000,
    depths: [3, 2, 4, 3, 5, 3, 2, 12],
    isLarge: true,
  },
];

/** For VS Code. Both are smaller than 50 MB, because VS Code does not pass larger files to extensions. */
export const vscodeInputs: readonly Input[] = [
  { ...server, name: 'small', form: 'debug2', goroutines: 5000 },
  { ...server, name: 'debug2', form: 'debug2' },
];

/** @throws if there is no input of the name */
export function inputNamed(name: string): Input {
  const found = inputs.find((input) => input.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `There is no input “${name}”: choose from ${inputs.map((input) => input.name).join(', ')}.`,
  );
}
