import pc from 'picocolors';
import { pingNats, pingPostgres, pingRedis } from '@arbiter/backing';
import { runningOwner } from './owner.ts';
import { isHealthy } from './readiness.ts';
import { residentMegabytes } from './resident-memory.ts';
import { type State, readState } from './state.ts';

export interface PartStatus {
  readonly name: string;
  readonly pid: number | null;
  readonly healthy: boolean;
  /** Resident memory in MB, where the system tells. */
  readonly memory: number | null;
  /** Where it can be reached: an app's health, a server's URL without its password. */
  readonly address: string;
}

export interface Status {
  readonly running: boolean;
  readonly healthy: boolean;
  readonly parts: readonly PartStatus[];
}

const PINGS: Readonly<Record<string, (url: string) => Promise<string>>> = {
  postgres: pingPostgres,
  nats: pingNats,
  redis: pingRedis,
};

/** Asks everything that runs how it is. */
export async function readStatus(): Promise<Status> {
  const [owner, state] = await Promise.all([runningOwner(), readState()]);
  if (owner === undefined || state === undefined) return { running: owner !== undefined, healthy: false, parts: [] };
  const parts = await Promise.all([...backingParts(state), ...appParts(state)]);
  return { running: true, healthy: parts.every(({ healthy }) => healthy), parts };
}

function backingParts(state: State): Promise<PartStatus>[] {
  return Object.entries(state.backing).map(async ([name, { url, pid }]) => {
    const answers = await PINGS[name]?.(url).then(
      () => true,
      () => false,
    );
    return {
      name,
      pid,
      healthy: answers === true,
      memory: await residentMegabytes(pid),
      address: withoutPassword(url),
    };
  });
}

function appParts(state: State): Promise<PartStatus>[] {
  return Object.entries(state.apps).map(async ([name, { pid, health }]) => ({
    name,
    pid,
    healthy: await isHealthy(health),
    memory: await residentMegabytes(pid),
    address: health,
  }));
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:***@');
}

/** The status as a table. */
export function formatStatus({ running, parts }: Status): string {
  if (!running) return 'Nothing runs. Start it by: npm start';
  if (parts.length === 0) return 'Arbiter is being started.';
  return parts
    .map(({ name, pid, healthy, memory, address }) =>
      [
        healthy ? pc.green('healthy  ') : pc.red('unhealthy'),
        name.padEnd(16),
        `pid ${String(pid ?? '-')}`.padEnd(12),
        `${String(memory ?? '-')} MB`.padStart(7),
        ` ${address}`,
      ].join(' '),
    )
    .join('\n');
}
