import type { NatsConnection } from '@nats-io/nats-core';

/** The oldest server that has what we rely on: bounded pull requests, per-consumer filters, direct reads. */
export const OLDEST_SERVER = '2.9.0';

/** The broker is older than what this system was made for. */
export class ServerTooOld extends Error {
  constructor(found: string) {
    super(`the broker is nats-server ${found}; ${OLDEST_SERVER} or newer is needed`);
    this.name = 'ServerTooOld';
  }
}

/** @throws ServerTooOld */
export function assertServerVersion(connection: NatsConnection): void {
  const found = connection.info?.version ?? '0';
  if (older(found, OLDEST_SERVER)) throw new ServerTooOld(found);
}

/** Whether version `a` is older than `b`; what comes after a dash is not looked at. */
export function older(a: string, b: string): boolean {
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const numbers = (version: string): number[] => version.replace(/^v/, '').split('-')[0]?.split('.').map(Number) ?? [];
