/** What the client in a browser needs of the DOM. */
declare class Worker {
  constructor(script: string);
  terminate(): void;
}
