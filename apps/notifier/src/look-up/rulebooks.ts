import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { GuidanceRepository } from '../persistence/guidance.repository.ts';
import { type Rulebook, nearest, rulebookOf } from '../rules/guidance.ts';
import type { Shipped } from '../rules/shipped.ts';

export const SHIPPED = Symbol('shipped rules and words');

const AN_HOUR = 3_600_000;

/** The rules of a department. Rule 8: kept for an hour, and read again as soon as anybody has written some. */
@Injectable()
export class Rulebooks {
  readonly #kept = new Map<string, { readonly rulebook: Rulebook; readonly version: string; readonly until: number }>();

  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly guidance: GuidanceRepository,
    private readonly clock: Clock,
  ) {}

  async of(department: string | null | undefined): Promise<Rulebook> {
    const key = department ?? '';
    const now = this.clock.now().getTime();
    const version = await this.guidance.version();
    const kept = this.#kept.get(key);
    if (kept?.version === version && now < kept.until) return kept.rulebook;
    const place = { industry: this.config.ARBITER_INDUSTRY, department: department ?? undefined };
    const rulebook = rulebookOf(this.shipped.safety, nearest(await this.guidance.all(), place));
    this.#kept.set(key, { rulebook, version, until: now + AN_HOUR });
    return rulebook;
  }
}
