/** How an input's goroutines are written. */
export type Form = 'debug2' | 'sigquit' | 'kubectl' | 'docker';

/** A dump that the generator makes. Whoever changes the generator changes the seed, so that files are made anew. */
export interface Input {
  readonly name: string;
  readonly form: Form;
  readonly seed: number;
  readonly goroutines: number;
  /** How many different stacks there are to choose from. */
  readonly stacks: number;
  /** How many frames stacks have, in turn, the most frequent first. */
  readonly depths: readonly number[];
  /** Too large to be held as one piece: the file is read as part of what is measured, and peers measure less often. */
  readonly isLarge: boolean;
}

/** About 40 MB in the form of `debug2`: 400 bytes a goroutine leave room for short stacks only. */
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

/** For VS Code, which takes the larger one as well: below the 50 MB from which on it gives a file to no extension. */
export const vscodeInputs: readonly Input[] = [
  { ...server, name: 'small', form: 'debug2', goroutines: 5000 },
  { ...server, name: 'debug2', form: 'debug2' },
];

/** @throws for a name that no input has */
export function inputNamed(name: string): Input {
  const found = inputs.find((input) => input.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `There is no input “${name}”: choose from ${inputs.map((input) => input.name).join(', ')}.`,
  );
}
