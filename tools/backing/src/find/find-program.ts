import { join } from 'node:path';
import { fromDebian } from '../debian/from-debian.ts';
import type { OnProgress, ServerName } from '../server-name.ts';
import { adviceFor } from './advice.ts';
import { cacheFolder, inCache } from './cache.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { withLock } from './lock.ts';
import { onMachine } from './on-machine.ts';
import { type Candidate, type Program, tryProgram } from './program.ts';
import { messageOf } from '../message-of.ts';

export type Place = 'machine' | 'embedded-postgres' | 'cache' | 'distribution';

export interface FindOptions {
  readonly onProgress?: OnProgress;
  /** Where not to look: a doctor looks without fetching, a test leaves out what its machine happens to have. */
  readonly without?: readonly Place[];
  /** What the version must be besides not too old: Postgres' data belong to one major version. */
  readonly accept?: (version: string) => boolean;
}

/** No program was found. The message lists where it was looked for and the command that helps on this system. */
export class ProgramNotFound extends Error {
  override readonly name = 'ProgramNotFound';
}

/**
 * Finds the program of a server: on the machine, in `embedded-postgres`, in our cache, or among the distribution's
 * packages, which are fetched into the cache. Throws {@link ProgramNotFound}.
 */
export async function findProgram(server: ServerName, options: FindOptions = {}): Promise<Program> {
  const { accept = () => true, without = [] } = options;
  const cache = await cacheFolder();
  const refusals: string[] = [];
  const look = async (place: Place, candidates: () => Promise<Candidate[]>): Promise<Program | undefined> => {
    if (without.includes(place)) return undefined;
    const seen: string[] = [];
    for (const candidate of await candidates()) {
      const program = await tryProgram(candidate);
      if (program !== undefined && accept(program.version)) return program;
      seen.push(`${candidate.path} (${program?.version ?? 'does not run, or is too old'})`);
    }
    refusals.push(`${place}: ${seen.join(', ') || 'none'}`);
    return undefined;
  };
  const local =
    (await look('machine', () => onMachine(server))) ??
    (server === 'postgres' ? await look('embedded-postgres', () => embeddedPostgres(cache)) : undefined) ??
    (await look('cache', () => inCache(server, cache)));
  if (local !== undefined) return local;
  if (!without.includes('distribution')) {
    try {
      // Whoever waited for the lock finds in the cache what the other one has fetched.
      return await withLock(join(cache, `${server}.lock`), async () => {
        const fetched = await look('cache', () => inCache(server, cache));
        return fetched ?? (await fetchAccepted(server, cache, options));
      });
    } catch (error) {
      refusals.push(`distribution: ${messageOf(error)}`);
    }
  }
  throw new ProgramNotFound(await adviceFor(server, refusals));
}

async function fetchAccepted(server: ServerName, cache: string, options: FindOptions): Promise<Program> {
  const program = await fromDebian(server, cache, options.onProgress ?? (() => undefined));
  if (options.accept?.(program.version) === false) throw new Error(`its version ${program.version} does not fit`);
  return program;
}
