/** What a sender process is to send. */
export interface LoadPlan {
  readonly gateway: string;
  readonly secret: string;
  /** Makes the deliveries; another seed, other deliveries. */
  readonly seed: number;
  readonly connections: number;
  readonly what:
    /** Twelve-kilobyte pushes for so long, a second `rate` of them, or as many as are taken. */
    | { readonly kind: 'stream'; readonly seconds: number; readonly rate?: number }
    /** A history of so many commits, once, `rate` commits a second, or as fast as they are taken. */
    | { readonly kind: 'history'; readonly commits: number; readonly rate?: number };
}

export interface LoadResult {
  readonly sent: number;
  readonly seconds: number;
  /** Milliseconds from when a request was due to its answer. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 202. */
  readonly refused: number;
  /** When each delivery was due (milliseconds since 1970) and how many commits it carried, in order. */
  readonly due: readonly (readonly [at: number, commits: number])[];
}

/** What the sender process says. */
export type LoadMessage = { readonly ready: true } | { readonly result: LoadResult } | { readonly error: string };
