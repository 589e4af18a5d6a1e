import type { FindOptions } from '../find/find-program.ts';

/** How a server is found and run. */
export interface ServeOptions extends Omit<FindOptions, 'accept'> {
  /** Holds the servers' data, each in a folder of its name. */
  readonly folder: string;
  /** Holds their logs; `logs` in the folder of the data unless said otherwise. */
  readonly logFolder?: string | undefined;
  /** The port to take if it is free; 0 or nothing: any. */
  readonly port?: number | undefined;
  /** The data need not survive: they are removed by `close`, or should this process die without a word. */
  readonly temporary?: boolean | undefined;
  /**
   * Whether a commit of Postgres waits for the disk; true unless said otherwise. Tests may do without: their data outlive
   * neither a power cut nor a crash of the kernel, and a crash of the server alone loses nothing either way.
   */
  readonly durable?: boolean | undefined;
}
