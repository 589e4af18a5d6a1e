import { JOURNEY, type Leg, type ServiceName } from '@arbiter/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** A service of the journey, where it stands and what leaves it. */
export interface Room {
  readonly service: ServiceName;
  /** What it does, in one line: the description of its package. */
  readonly purpose: string;
  /** How many rooms a delivery has been through before it comes here. */
  readonly depth: number;
}

/** The services of the journey in the order in which a delivery comes through them. */
export async function readRooms(): Promise<readonly Room[]> {
  const services = [...new Set(JOURNEY.flatMap(({ from, to }) => [...from, ...to]))];
  const rooms = await Promise.all(
    services.map(async (service) => ({ service, purpose: await purposeOf(service), depth: depthOf(service) })),
  );
  return rooms.sort((a, b) => a.depth - b.depth || a.service.localeCompare(b.service));
}

async function purposeOf(service: ServiceName): Promise<string> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'apps', service, 'package.json'), 'utf8')) as {
    readonly description: string;
  };
  return manifest.description;
}

/** The longest way from the beginning; a leg back to a room on the way leads nowhere. */
function depthOf(service: ServiceName, journey: readonly Leg[] = JOURNEY, passed: readonly ServiceName[] = []): number {
  const way = [...passed, service];
  const senders = journey
    .filter(({ to }) => to.includes(service))
    .flatMap(({ from }) => from)
    .filter((sender) => !way.includes(sender));
  return senders.length === 0 ? 0 : 1 + Math.max(...senders.map((sender) => depthOf(sender, journey, way)));
}
