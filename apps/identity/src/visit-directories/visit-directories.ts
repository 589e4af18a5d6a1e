import type { DirectoryChanges, ReplyOf, RequestOf, VisitDirectory } from '@arbiter/contracts';
import { CONFIG, Recurring } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SyncPeople } from '../directory/sync-people.ts';
import type { IdentityConfig } from '../identity.config.ts';
import { DirectoryNotConfigured, DirectoryUnreachable } from '../identity.errors.ts';
import { DirectoryRepository } from '../persistence/directory.repository.ts';
import { readGoogle } from './google-directory.ts';
import { readLdap } from './ldap-directory.ts';

/** How often it is looked whether a visit is due. */
const EVERY = 60_000;
const MINUTE = 60_000;

const DIRECTORIES = {
  ldap: { variable: 'ARBITER_LDAP_URL', read: readLdap },
  google: { variable: 'ARBITER_GOOGLE_KEY_FILE', read: readGoogle },
} as const;
type Polled = keyof typeof DIRECTORIES;

/** Visits the directories that do not come by themselves, one after the other, when it is time or somebody asks for it. */
@Injectable()
export class VisitDirectories implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('directories', EVERY, () => this.runDue());

  constructor(
    private readonly syncPeople: SyncPeople,
    private readonly directory: DirectoryRepository,
    @Inject(CONFIG) private readonly config: IdentityConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (Object.values(DIRECTORIES).some(({ variable }) => this.config[variable] !== undefined)) this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** Visits those whose last visit, by whichever replica, is long enough ago. */
  async runDue(): Promise<void> {
    const states = new Map((await this.directory.sources()).map((state) => [state.source, state]));
    const since = Date.now() - this.config.ARBITER_DIRECTORY_POLL_MINUTES * MINUTE;
    for (const source of Object.keys(DIRECTORIES) as Polled[]) {
      const isDue = (states.get(source)?.at?.getTime() ?? 0) <= since;
      if (this.config[DIRECTORIES[source].variable] === undefined || !isDue) continue;
      await this.run({ source, dryRun: false, confirm: false }).catch((error: unknown) => {
        if (!(error instanceof DirectoryUnreachable)) throw error;
        logger('directories').warn({ source, error }, 'a directory could not be visited');
      });
    }
  }

  /** @throws DirectoryNotConfigured, DirectoryUnreachable */
  async run({ source, dryRun, confirm }: RequestOf<typeof VisitDirectory>): Promise<ReplyOf<typeof VisitDirectory>> {
    const { variable, read } = DIRECTORIES[source];
    if (this.config[variable] === undefined) throw new DirectoryNotConfigured(variable);
    const entries = await read(this.config);
    const changes: DirectoryChanges = await this.syncPeople.run(source, entries, { complete: true, dryRun, confirm });
    return changes;
  }
}
