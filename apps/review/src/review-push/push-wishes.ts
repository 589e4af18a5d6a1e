import type { Forge, RepositoryRef } from '@arbiter/contracts';
import { type CodeHost, Forbidden } from '@arbiter/forge';
import { CONFIGURATION_PATH, type Configuration, DEFAULT_CONFIGURATION, readConfiguration } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';
import { Buffer } from 'node:buffer';

/** How long a repository is taken at its word, milliseconds: it is asked once in that time, however much is pushed. */
const FRESH = 60_000;

/** Most repositories that are remembered. */
const MOST = 10_000;

interface Place {
  readonly forge: Forge;
  readonly repository: RepositoryRef;
}

/** What repositories want of their pushes: `.arbiter.yml` of the default branch says it, never that of the pushed one. */
@Injectable()
export class PushWishes {
  readonly #read = new Map<string, { readonly until: number; readonly configuration: Configuration }>();

  /** Whether it is known that a repository's pushes are left alone. Asks nobody. */
  isUnwanted(place: Place): boolean {
    const known = this.#known(place);
    return known !== undefined && !isWanted(known);
  }

  /** The configuration, no older than a minute. Of a repository that does not show us its file the defaults hold. */
  async of(host: CodeHost, place: Place, signal: AbortSignal): Promise<Configuration> {
    const known = this.#known(place);
    if (known) return known;
    const configuration = await read(host, place, signal);
    const [oldest] = this.#read.keys();
    if (this.#read.size >= MOST && oldest !== undefined) this.#read.delete(oldest);
    this.#read.delete(nameOf(place));
    this.#read.set(nameOf(place), { until: Date.now() + FRESH, configuration });
    return configuration;
  }

  #known(place: Place): Configuration | undefined {
    const found = this.#read.get(nameOf(place));
    return found && found.until > Date.now() ? found.configuration : undefined;
  }
}

/** Whether a repository wants its pushes reviewed. */
export const isWanted = ({ enabled, pushes }: Configuration): boolean => enabled && pushes !== 'never';

const nameOf = ({ forge, repository }: Place): string => `${forge}/${repository.id}`;

async function read(host: CodeHost, { repository }: Place, signal: AbortSignal): Promise<Configuration> {
  try {
    const file = await host.file(repository, CONFIGURATION_PATH, 'HEAD', { signal });
    return readConfiguration(file && Buffer.from(file).toString('utf8')).configuration;
  } catch (error) {
    if (error instanceof Forbidden) return DEFAULT_CONFIGURATION;
    throw error;
  }
}
