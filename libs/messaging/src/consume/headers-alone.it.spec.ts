import { type EventDefinition, type Leg, deliveryJourney, defineEvent, withOutline } from '@arbiter/contracts';
import { freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { BEHAVIOUR, type Behaviour } from '../testing/recorder.ts';
import { until } from '../testing/until.ts';
import { Consumes } from './consumes.ts';

const SUBJECT = 'ingestion.note.taken.v1';
const define = <Schema extends z.ZodType<{ id: string }>>(schema: Schema) =>
  defineEvent({ subject: SUBJECT, schema, key: ({ id }) => id, journeys: ({ id }) => [deliveryJourney(id)] });
const outline: EventDefinition<{ id: string }> = {
  ...define(z.object({ id: z.uuid() })),
  ofId: (id) => ({ id: z.uuid().parse(id.slice(SUBJECT.length + 1)) }),
};
const NoteTaken = withOutline(define(z.object({ id: z.uuid(), text: z.string() })), outline);
const leg = { event: NoteTaken as unknown as EventDefinition<never>, from: ['ingestion'], to: ['identity'] } as const;
const journey: readonly Leg[] = [leg];

@Injectable()
class Journal {
  constructor(@Inject(BEHAVIOUR) private readonly behaviour: Behaviour) {}

  @Consumes(NoteTaken.outline as unknown as EventDefinition<{ id: string }>)
  async handle(notes: readonly { readonly id: string }[]): Promise<void> {
    await this.behaviour(notes as never);
  }
}

const GOOD = '0b9a8a52-7a4f-4c57-8f6e-3f6f2a1f5b01';
const BAD = '0b9a8a52-7a4f-4c57-8f6e-3f6f2a1f5b02';
const noteOf = (id: string) => ({ id, text: `of ${id}` });

let broker: BrokerFixture;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats(), { journey });
});
afterAll(() => broker.close());

test('who reads no more than the id of events is sent their headers alone, and sets them aside whole', async () => {
  const { config: journal } = await broker.consumer('INGESTION', 'admin-note-taken');
  const { config: reader } = await broker.consumer('INGESTION', 'identity-note-taken');
  expect([journal.headers_only, reader.headers_only]).toEqual([true, undefined]);

  const ingestion = await broker.service('ingestion');
  for (const id of [GOOD, BAD]) await ingestion.get(Events).publish(NoteTaken, noteOf(id));
  broker.outside.publish(SUBJECT, 'no event, and without a header');
  await broker.outside.flush();

  const seen: unknown[] = [];
  const behaviour = (notes: readonly unknown[]) => {
    if (notes.some((note) => (note as { id: string }).id === BAD)) throw new Error('cannot take it');
    seen.push(...notes);
  };
  const admin = await broker.service('admin', { providers: [{ provide: BEHAVIOUR, useValue: behaviour }, Journal] });
  await until(async () => {
    const { num_pending, num_ack_pending } = await broker.consumer('INGESTION', 'admin-note-taken');
    return num_pending === 0 && num_ack_pending === 0;
  });

  expect(seen).toContainEqual({ id: GOOD });
  const letters = await admin.get(DeadLetters).list();
  expect(letters.map(({ data }) => data).sort()).toEqual(
    [JSON.stringify(noteOf(BAD)), 'no event, and without a header'].sort(),
  );
});
