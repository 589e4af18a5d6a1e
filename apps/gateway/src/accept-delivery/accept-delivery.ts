import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.ts';
import { ForgottenPeople } from '../erase-person/forgotten-people.ts';
import { DeliveryRepository, type JudgedDelivery } from '../persistence/delivery.repository.ts';
import { RelayDeliveries } from '../relay-deliveries/relay-deliveries.ts';
import { DivertDelivery } from './divert-delivery.ts';
import { DriveAgain } from './drive-again.ts';
import { GroupCommit } from './group-commit.ts';
import type { Incoming, Judgement } from './incoming.ts';
import { JudgePool } from './judge-pool.ts';

/** How long the database may take, milliseconds, before the broker is asked instead. */
const PATIENCE = 1_500;
/** What the broker cannot carry waits for the database as long as GitHub would. */
const LAST_PATIENCE = 8_000;

export interface Answer {
  readonly status: Judgement['status'] | 'duplicate';
  readonly reason?: string;
}

/** Takes verified deliveries in: once it answers, nothing that happens to any process or server loses the delivery. */
@Injectable()
export class AcceptDelivery {
  readonly #commits: GroupCommit<JudgedDelivery, boolean>;

  constructor(
    private readonly judges: JudgePool,
    private readonly deliveries: DeliveryRepository,
    private readonly relay: RelayDeliveries,
    private readonly divert: DivertDelivery,
    private readonly driveAgain: DriveAgain,
    private readonly forgotten: ForgottenPeople,
  ) {
    this.#commits = new GroupCommit((batch) => this.#store(batch), {
      maxItems: 500,
      maxBytes: 32 * 1024 * 1024,
      sizeOf: ({ raw }) => raw.length,
      inFlight: 2,
      besideAfter: 10,
    });
  }

  /**
   * @param organization whose secret proved it, if it is good for that organisation alone
   * @throws Problem if neither database nor broker can take it, or the repository is not the organisation's
   */
  run(incoming: Incoming, organization?: string): Promise<Answer> {
    return this.relay.goFirst(() => this.#accept(incoming, organization));
  }

  async #accept(sent: Incoming, organization?: string): Promise<Answer> {
    const incoming = this.forgotten.clean(sent);
    const judgement = await this.judges.judge(incoming);
    if (organization !== undefined && judgement.status !== 'ignored' && !isOf(organization, judgement.repository)) {
      throw new Problem('not-authentic');
    }
    const delivery: JudgedDelivery = { ...incoming, judgement };
    const isNew = await this.#commit(delivery);
    if (!isNew) {
      this.driveAgain.consider(delivery.id);
      return { status: 'duplicate' };
    }
    return judgement.reason === undefined
      ? { status: judgement.status }
      : { status: judgement.status, reason: judgement.reason };
  }

  /** Whether it was not known before; true as well where only the broker could take it, which cannot tell. */
  async #commit(delivery: JudgedDelivery): Promise<boolean> {
    try {
      const isNew = await this.#commits.add(delivery, this.divert.canTake(delivery) ? PATIENCE : LAST_PATIENCE);
      if (isNew && delivery.judgement.status === 'accepted') this.relay.offer(delivery);
      return isNew;
    } catch (error) {
      logger('accept').warn({ error }, 'the database did not take a delivery');
      if (delivery.judgement.status !== 'ignored') await this.divert.run(delivery);
      return true;
    }
  }

  /** One result a delivery: whether this very one is the first of its id. */
  async #store(batch: readonly JudgedDelivery[]): Promise<readonly boolean[]> {
    const first = new Map<string, JudgedDelivery>();
    for (const delivery of batch) if (!first.has(delivery.id)) first.set(delivery.id, delivery);
    const stored = await this.deliveries.insert([...first.values()]);
    return batch.map((delivery) => stored.has(delivery.id) && first.get(delivery.id) === delivery);
  }
}

const isOf = (organization: string, repository = '') => repository.startsWith(`${organization}/`);
