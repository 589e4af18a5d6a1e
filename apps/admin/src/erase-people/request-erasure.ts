import { type ErasureView, FindTraces, type RequestErasure as Query, type RequestOf } from '@arbiter/contracts';
import { Queries, QueryFailed } from '@arbiter/messaging';
import type { Trace } from '@arbiter/privacy';
import { stableId } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit/audit-log.ts';
import { ErasureRepository } from '../persistence/erasure.repository.ts';

/** Begins the erasure of a person, and tells how far one is. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly erasures: ErasureRepository,
    private readonly queries: Queries,
    private readonly audit: AuditLog,
  ) {}

  /** @throws QueryFailed where nobody knows the person */
  async run({ person, by, reason, names }: RequestOf<typeof Query>): Promise<ErasureView> {
    const { person: found } = await this.queries.ask(FindTraces, { person });
    const [personId, ...others] = found?.personIds ?? [];
    if (personId === undefined) throw new QueryFailed('person-not-found', 'Nobody knows this person.', 404);
    const traces = [...(found?.traces ?? []), ...names.map(traceOf)];
    const { id, begun } = await this.erasures.begin(randomUUID(), [personId, ...others], traces);
    if (begun) await this.note(id, personId, by, reason);
    return this.show(id);
  }

  /** @throws QueryFailed where there is none */
  async show(id: string): Promise<ErasureView> {
    const view = await this.erasures.view(id);
    if (view === undefined) throw new QueryFailed('erasure-not-found', 'There is no such erasure.', 404);
    return view;
  }

  private note(id: string, personId: string, by: string, reason: string): Promise<void> {
    return this.audit.record([
      {
        entryId: stableId('erasure-requested', id),
        at: new Date().toISOString(),
        service: 'admin',
        actor: { kind: by === personId ? 'person' : 'operator', id: by },
        action: 'person.erasure-requested',
        personId,
        object: { kind: 'erasure', id },
        reason,
      },
    ]);
  }
}

/** A name of several words is looked for as such; of a single one somebody has to say that it names them. */
const traceOf = (value: string): Trace => ({ kind: /\s/.test(value.trim()) ? 'name' : 'word', value: value.trim() });
