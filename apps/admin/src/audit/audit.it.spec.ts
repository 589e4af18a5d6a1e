import { type AuditRecorded, AuditRecordedEvent, ListAudit, VerifyAudit } from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdminWorld } from '../testing/admin-world.ts';

const jane = stableId('jane');

const entry = (name: string, more: Partial<AuditRecorded> = {}): AuditRecorded => ({
  entryId: stableId(name),
  at: '2026-11-18T10:00:00.000Z',
  service: 'notifier',
  actor: { kind: 'operator', id: '4b825dc642cb' },
  action: 'person.looked-at',
  personId: jane,
  reason: 'her own request',
  details: { what: 'commitments' },
  ...more,
});

describe('the audit log', () => {
  let world: AdminWorld;
  const list = (personId?: string) => world.ask(ListAudit, { limit: 100, ...(personId && { personId }) });
  const verify = () => world.ask(VerifyAudit, {});
  const tell = (...entries: AuditRecorded[]) => world.outside.events.publishAll(AuditRecordedEvent, entries);
  const has = (count: number) => until(async () => (await verify()).entries === count);

  beforeAll(async () => {
    world = await AdminWorld.start();
    await until(() =>
      verify().then(
        () => true,
        () => false,
      ),
    );
  });
  afterAll(() => world.close());

  it('takes what others tell, once, however often and by however many it is told', async () => {
    const told = Array.from({ length: 40 }, (_, index) => entry(`entry ${String(index)}`));
    await tell(...told);
    await has(40);
    for (const one of told) {
      await world.outside.events.publish(AuditRecordedEvent, one, { drive: 'again' });
    }
    await tell(entry('one more', { personId: stableId('john') }));
    await has(41);
    expect(await verify()).toMatchObject({ intact: true, entries: 41, erased: 0, fault: null, head: { seq: 41 } });
  });

  it('shows everybody who looked at them, newest first', async () => {
    const { items } = await list(stableId('john'));
    expect(items).toEqual([{ ...entry('one more', { personId: stableId('john') }), ...items[0], erased: false }]);
    expect((await list(jane)).items).toHaveLength(40);
    const page = await world.ask(ListAudit, { limit: 15, personId: jane, before: 41 });
    expect(page.items.map(({ seq }) => seq).slice(0, 2)).toEqual([40, 39]);
    expect(page.next).toBe(26);
  });

  it('is found out when somebody changes a row', async () => {
    const { head } = await verify();
    await world.database.query(`update audit_entry set entry = jsonb_set(entry, '{reason}', '"none"') where seq = 7`);
    expect(await verify()).toMatchObject({ intact: false, fault: { seq: 7, kind: 'changed' } });
    await world.database.query(
      `update audit_entry set entry = jsonb_set(entry, '{reason}', '"her own request"') where seq = 7`,
    );
    expect(await world.ask(VerifyAudit, head ? { anchor: head } : {})).toMatchObject({ intact: true });
  });
});
