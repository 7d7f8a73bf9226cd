/** The part of the DOM that the browser client uses. */
declare class Worker {
  constructor(script: string);
  terminate(): void;
}
