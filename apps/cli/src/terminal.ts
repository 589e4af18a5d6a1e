/** Where a command runs: what it may read, and where it writes. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** What is piped in. */
  readonly in: () => AsyncIterable<Uint8Array>;
  readonly out: (text: string | Uint8Array) => void;
  /** Settles once what was written has gone on its way: for whoever writes more than memory should hold. */
  readonly flushed: () => Promise<void>;
  readonly err: (text: string | Uint8Array) => void;
  /** Width that tables have to fit; undefined where nobody looks: then nothing is cut. */
  readonly columns: number | undefined;
  readonly colours: boolean;
}
