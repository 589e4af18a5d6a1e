import { DEFAULT_ORGANIZATION, type TokenUsage, type Usage } from '@arbiter/contracts';
import type { ServiceTier } from '@arbiter/pricing';
import type { Price, Prices } from '../prices/prices.ts';

/** A charge as it is posted: one line of the ledger to be. Empty text: nobody, none. */
export interface Entry {
  readonly usageId: string;
  readonly at: string;
  readonly journey: string;
  readonly personId: string | null;
  readonly team: string;
  readonly department: string;
  /** forge/id */
  readonly repository: string;
  readonly provider: string;
  readonly model: string;
  readonly task: string;
  readonly serviceTier: ServiceTier | null;
  readonly tokens: TokenUsage;
  readonly pico: bigint;
  /** What was saved, where the cache answered. */
  readonly savedPico: bigint;
  readonly savedBy: 'exact-cache' | 'semantic-cache' | null;
  readonly basis: Price['basis'] | 'cache';
  readonly estimated: boolean;
  readonly reservationId: string | null;
  /** Nobody knows the true usage: all that is held is charged, if it is still held. */
  readonly whole: boolean;
}

/** The scopes that a charge falls under, as budgets name them. */
export function scopesOf(of: {
  organization?: string | undefined;
  department?: string | undefined;
  team?: string | undefined;
  repository?: string | undefined;
  provider: string;
}): string[] {
  const named = { department: of.department, team: of.team, repository: of.repository, provider: of.provider };
  const given = Object.entries(named).filter(([, id]) => id !== undefined && id !== '');
  return [
    `organization/${of.organization ?? DEFAULT_ORGANIZATION}`,
    ...given.map(([type, id]) => `${type}/${id ?? ''}`),
  ];
}

/** A recorded usage at the prices of its time. What the cache answered costs nothing and says what it saved. */
export function entryOf(usage: Usage, prices: Prices): Entry {
  const price = prices.priceOf(usage, usage.tokens, Date.parse(usage.at));
  const { forge, repository, savedBy } = usage;
  return {
    usageId: usage.usageId,
    at: usage.at,
    journey: usage.journey,
    personId: usage.person?.id ?? null,
    team: usage.person?.team ?? '',
    department: usage.person?.department ?? '',
    repository: forge && repository ? `${forge}/${repository.id}` : '',
    provider: usage.provider,
    model: usage.model,
    task: usage.task,
    serviceTier: usage.serviceTier ?? null,
    tokens: usage.tokens,
    pico: savedBy ? 0n : price.pico,
    savedPico: savedBy ? price.pico : 0n,
    savedBy: savedBy ?? null,
    basis: savedBy ? 'cache' : price.basis,
    estimated: !savedBy && ((usage.estimated ?? false) || price.basis === 'unpriced'),
    reservationId: savedBy ? null : (usage.reservationId ?? null),
    whole: false,
  };
}
