/** Where a command runs: what it may read, and where it writes. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width that tables have to fit; undefined where nobody looks: then nothing is cut. */
  readonly columns: number | undefined;
  readonly colours: boolean;
}
