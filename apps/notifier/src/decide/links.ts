import type { Decision } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Clock } from '../clock.ts';
import type { NotifierConfig } from '../notifier.config.ts';

/** What a link allows: one lead, one proposal, one decision, for as long as the proposal is open. */
export interface Permit {
  readonly interventionId: string;
  readonly by: string;
  readonly decision: Decision;
}

/** A link and what stands on it. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

const TITLES: Readonly<Record<Decision, string>> = {
  accepted: 'Say it',
  modified: 'Say it otherwise',
  rejected: 'Do not say it',
};
const DECISIONS: readonly Decision[] = ['accepted', 'modified', 'rejected'];
const ID = /^[0-9a-f-]{36}$/;

/** Signed links, for ways that have no buttons. Each is made for one lead, who should not pass it on. */
@Injectable()
export class Links {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    private readonly clock: Clock,
  ) {}

  /** Links for every decision; none where the operator has not set them up. */
  allFor(proposal: { readonly interventionId: string; readonly expiresAt: Date | null }, by: string): readonly Link[] {
    const { ARBITER_PUBLIC_URL: base, ARBITER_LINK_SECRET: secret } = this.config;
    if (base === undefined || secret === undefined) return [];
    const until = Math.floor((proposal.expiresAt?.getTime() ?? 0) / 1_000);
    return DECISIONS.map((decision) => {
      const content = [proposal.interventionId, by, decision, until].join('.');
      const url = new URL(`/interventions/decide/${content}.${signatureOf(secret, content)}`, base).href;
      return { title: TITLES[decision], url };
    });
  }

  /** The same as lines of text. */
  listFor(proposal: { readonly interventionId: string; readonly expiresAt: Date | null }, by: string): string {
    return this.allFor(proposal, by)
      .map(({ title, url }) => `${title}: ${url}`)
      .join('\n');
  }

  /** What a link allows; undefined where it is not ours, was changed, or has run out. */
  read(token: string): Permit | undefined {
    const { ARBITER_LINK_SECRET: secret } = this.config;
    const [interventionId = '', by = '', word = '', until = '', signature = '', ...more] = token.split('.');
    const decision = DECISIONS.find((one) => one === word);
    if (secret === undefined || decision === undefined || more.length > 0) return undefined;
    const expected = Buffer.from(signatureOf(secret, [interventionId, by, decision, until].join('.')));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    if (!ID.test(interventionId) || !ID.test(by)) return undefined;
    return this.clock.now().getTime() < Number(until) * 1_000 ? { interventionId, by, decision } : undefined;
  }
}

const signatureOf = (secret: string, content: string): string =>
  createHmac('sha256', secret).update(`arbiter intervention link\n${content}`).digest('base64url');
