import { Recurring, stableId } from '@arbiter/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import { ERASED } from '../audit/verify-chain.ts';
import { type Erasure, ErasureRepository } from '../persistence/erasure.repository.ts';
import { EraseEverywhere, added } from './erase-everywhere.ts';

/** Milliseconds between two passes: time for what is on its way to arrive. */
const LOOK_EVERY = 1_000;

/**
 * Carries erasures out, pass by pass, until one finds nothing any more: what was on its way when the erasure began is
 * caught by a later pass. Survives every crash: a pass does nothing twice.
 */
@Injectable()
export class RunErasures implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('erasures', LOOK_EVERY, () => this.run());

  constructor(
    private readonly erasures: ErasureRepository,
    private readonly everywhere: EraseEverywhere,
    private readonly audit: AuditLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** One pass of the oldest erasure, if there is one. */
  async run(): Promise<void> {
    const erasure = await this.erasures.take();
    if (erasure === undefined) return;
    try {
      await this.pass(erasure);
    } catch (error) {
      await this.erasures.release(erasure.id);
      throw error;
    }
  }

  private async pass(erasure: Erasure): Promise<void> {
    const known = await this.everywhere.find(erasure);
    await this.erasures.learn(erasure.id, known.personIds, known.traces);
    const { receipts, waiting, clean } = await this.everywhere.run(known);
    const all = added(erasure.receipts, receipts);
    await this.erasures.note(erasure.id, { receipts: all, waiting });
    if (!clean || erasure.passes === 0) return;
    await this.audit.record([
      {
        entryId: stableId('erased', erasure.id),
        at: new Date().toISOString(),
        service: 'admin',
        actor: { kind: 'service', id: 'admin' },
        action: ERASED,
        personId: erasure.personId,
        object: { kind: 'erasure', id: erasure.id },
        details: { auditEntries: all['admin']?.['auditEntries'] ?? 0, passes: erasure.passes + 1 },
      },
    ]);
    await this.erasures.complete(erasure.id);
  }
}
