import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from '../doors/door.ts';
import { type DoorSecret, isCurrent } from '../doors/secrets.ts';

const SIGNATURE = 'x-slack-signature';
const TIMESTAMP = 'x-slack-request-timestamp';

/** How far Slack's clock may be off, and so how long a captured request is good for, seconds. */
const TOLERANCE = 300;
const SECONDS = /^\d{1,12}$/;
const V0 = /^v0=([0-9a-f]{64})$/i;

/** Checks the `v0` signatures of https://docs.slack.dev/authentication/verifying-requests-from-slack. */
export class SlackSignatures {
  constructor(private readonly secrets: readonly DoorSecret[]) {}

  get configured(): boolean {
    return this.secrets.length > 0;
  }

  /** Whether the headers could be Slack's at all: asked before anything of the body is read. */
  plausible(headers: IncomingHttpHeaders, now = Date.now()): boolean {
    const timestamp = headerOf(headers, TIMESTAMP) ?? '';
    if (!V0.test(headerOf(headers, SIGNATURE) ?? '') || !SECONDS.test(timestamp)) return false;
    return Math.abs(now / 1_000 - Number(timestamp)) <= TOLERANCE;
  }

  /** Whether one of the secrets signed exactly these bytes within the last five minutes. */
  verify(headers: IncomingHttpHeaders, body: Buffer, now = Date.now()): boolean {
    if (!this.plausible(headers, now)) return false;
    const given = Buffer.from(V0.exec(headerOf(headers, SIGNATURE) ?? '')?.[1] ?? '', 'hex');
    const head = `v0:${headerOf(headers, TIMESTAMP) ?? ''}:`;
    return this.secrets.some(({ secret, ...proof }) => {
      const expected = createHmac('sha256', secret).update(head).update(body).digest();
      return isCurrent(proof, now) && timingSafeEqual(given, expected);
    });
  }
}
