import { CONFIG } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { IdentityConfig } from '../identity.config.ts';

const TIMEOUT = 10_000;
const MINUTE = 60_000;
/** Slack lets `users.lookupByEmail` be asked some fifty times a minute (Tier 3); others of the same app ask as well. */
const MOST_A_MINUTE = 40;
/** Whoever has no account now may have one in an hour. */
const NEGATIVE = 60 * MINUTE;
const REMEMBERED = 10_000;
const PAGE = 200;

/** Somebody in the workspace. */
export interface SlackMember {
  readonly id: string;
  readonly email: string;
}

const User = z.object({
  id: z.string(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  profile: z.object({ email: z.string().optional() }).optional(),
});
const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  user: User.optional(),
  members: z.array(User).optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The people of a Slack workspace, within the limits that Slack sets. What it will not say now is not asked again soon. */
@Injectable()
export class SlackDirectory {
  readonly #nobody = new Map<string, number>();
  #asked: number[] = [];
  #silentUntil = 0;

  constructor(@Inject(CONFIG) private readonly config: IdentityConfig) {}

  get isConfigured(): boolean {
    return this.config.SLACK_BOT_TOKEN !== undefined;
  }

  /** The id of whoever has the address; undefined if nobody has, or Slack does not say so now. */
  async lookup(email: string): Promise<string | undefined> {
    const now = Date.now();
    if (!this.isConfigured || now < this.#silentUntil || (this.#nobody.get(email) ?? 0) > now) return undefined;
    this.#asked = this.#asked.filter((at) => at > now - MINUTE);
    if (this.#asked.length >= MOST_A_MINUTE) return undefined;
    this.#asked.push(now);
    const answer = await this.#call('users.lookupByEmail', { email });
    const [member] = answer?.user ? memberIn(answer.user, email) : [];
    if (member === undefined && (answer?.ok === true || answer?.error === 'users_not_found'))
      this.#remember(email, now);
    return member?.id;
  }

  /** Everybody; undefined if Slack does not say all of it. */
  async list(): Promise<readonly SlackMember[] | undefined> {
    const members: SlackMember[] = [];
    for (let cursor = ''; ;) {
      const answer = await this.#call('users.list', { limit: String(PAGE), ...(cursor !== '' && { cursor }) });
      if (answer?.ok !== true) return undefined;
      members.push(...(answer.members ?? []).flatMap((user) => memberIn(user)));
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return members;
    }
  }

  #remember(email: string, now: number): void {
    if (this.#nobody.size >= REMEMBERED) this.#nobody.clear();
    this.#nobody.set(email, now + NEGATIVE);
  }

  /** @returns undefined where Slack is silent: it wants to be asked later, or is away */
  async #call(method: string, parameters: Record<string, string>): Promise<z.infer<typeof Answer> | undefined> {
    if (Date.now() < this.#silentUntil) return undefined;
    const url = new URL(method, this.config.ARBITER_SLACK_API_URL);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.config.SLACK_BOT_TOKEN ?? ''}` },
      body: new URLSearchParams(parameters),
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch(() => undefined);
    const answer = Answer.safeParse(await response?.json().catch(() => undefined));
    const error = answer.data?.error;
    if (response?.ok === true && answer.success && (answer.data.ok || error === 'users_not_found')) return answer.data;
    const seconds = Number(response?.headers.get('retry-after') ?? 60);
    this.#silentUntil = Date.now() + (Number.isFinite(seconds) ? Math.max(1, seconds) * 1000 : MINUTE);
    logger('slack-directory').warn({ method, status: response?.status, error }, 'Slack does not say who is who');
    return undefined;
  }
}

/** A person in the workspace; nobody for automata, and for whoever has left. */
function memberIn(
  { id, deleted = false, is_bot = false, profile }: z.infer<typeof User>,
  asked?: string,
): SlackMember[] {
  const email = profile?.email ?? asked;
  return deleted || is_bot || email === undefined ? [] : [{ id, email }];
}
