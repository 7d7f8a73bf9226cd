/** The method of a request, with the types of its parameters and its result. */
export interface Request<Params, Result> {
  readonly method: string;
  readonly types?: (params: Params) => Result;
}

export interface Notification<Params> {
  readonly method: string;
  readonly types?: (params: Params) => void;
}

export const request = <Params, Result>(method: string): Request<Params, Result> => ({ method });

export const notification = <Params>(method: string): Notification<Params> => ({ method });
