import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

/** Longest time that a check may take, milliseconds: an orchestrator's own probe gives up soon after. */
const PATIENCE = 1_000;

export interface Readiness {
  readonly ready: boolean;
  /** `up` or `down` by dependency. */
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

/** What a service needs in order to work. Modules add their checks; the readiness probe asks them all. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<void>>();
  private draining = false;

  /** Adds a check: it resolves when the dependency answers, and rejects when it does not. */
  add(dependency: string, check: () => Promise<void>): void {
    this.checks.set(dependency, check);
  }

  /** From now on the service is not ready: it finishes what it has and takes nothing new. */
  drain(): void {
    this.draining = true;
  }

  /** Asks every dependency at once. */
  async readiness(): Promise<Readiness> {
    const outcomes = await Promise.all(
      [...this.checks].map(
        async ([dependency, check]) => [dependency, (await answers(check)) ? 'up' : 'down'] as const,
      ),
    );
    return {
      ready: !this.draining && outcomes.every(([, state]) => state === 'up'),
      checks: Object.fromEntries(outcomes),
    };
  }
}

async function answers(check: () => Promise<void>): Promise<boolean> {
  const impatience = new AbortController();
  try {
    return await Promise.race([
      check().then(
        () => true,
        () => false,
      ),
      delay(PATIENCE, false, { signal: impatience.signal }),
    ]);
  } finally {
    impatience.abort();
  }
}
