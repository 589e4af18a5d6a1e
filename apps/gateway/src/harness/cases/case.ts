import { expect } from '@jest/globals';
import type { Ground, RunningGateway } from '../running-gateway.ts';
import { type Answered, githubHeaders, gitlabHeaders, type Headers, post } from '../senders.ts';

/** What a case is tried on. */
export class Stage {
  constructor(
    readonly ground: Ground,
    /** Plain secrets, without signing tokens. */
    readonly gateway: RunningGateway,
    /** With GitLab signing tokens, and secrets in rotation. */
    readonly rotating: RunningGateway,
  ) {}

  github(body: string | Buffer, headers: Headers = githubHeaders(body)): Promise<Answered> {
    return post(`${this.gateway.url}/webhooks/github`, body, headers);
  }

  gitlab(body: string | Buffer, headers: Headers = gitlabHeaders()): Promise<Answered> {
    return post(`${this.gateway.url}/webhooks/gitlab`, body, headers);
  }

  async storedDeliveries(): Promise<number> {
    const [row] = await this.ground.rows<{ count: number }>('select count(*)::int as count from delivery');
    return row?.count ?? 0;
  }
}

export type Trial = (stage: Stage) => Promise<void>;

/** Cases by the words of the list. */
export type Cases = Readonly<Record<string, Trial>>;

export function expectAnswer(
  { status, body }: Answered,
  wanted: 'accepted' | 'duplicate' | 'ignored' | 'quarantined',
): void {
  expect([status, body.status]).toEqual([202, wanted]);
}

export function expectRefusal({ status, body, headers }: Answered, wanted: number, code?: string): void {
  expect([status, body.status]).toEqual([wanted, wanted]);
  expect(headers.get('content-type')).toContain('application/problem+json');
  if (code !== undefined) expect(body.code).toBe(code);
}

/** Runs a refusal and expects that nothing of it was stored. */
export async function storesNothing(stage: Stage, trial: () => Promise<void>): Promise<void> {
  const before = await stage.storedDeliveries();
  await trial();
  expect(await stage.storedDeliveries()).toBe(before);
}
