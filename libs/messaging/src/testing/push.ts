import { hash } from 'node:crypto';
import { type EventDefinition, type Leg, commitJourney, defineEvent } from '@arbiter/contracts';
import { z } from 'zod';

const schema = z.object({ id: z.string(), shas: z.array(z.string()).min(1), padding: z.string().optional() });

/** An event of the tests: a push with commits, as small as can be. */
export type Push = z.infer<typeof schema>;

export const place = { forge: 'github', repository: { id: '1' } };

const definePush = (subject: 'ingestion.push.made.v1' | 'identity.push.seen.v1', data: z.ZodType<Push> = schema) =>
  defineEvent({
    subject,
    schema: data,
    key: ({ id, shas }) => `${id}/${String(shas.length)}/${shas[0] ?? ''}`,
    journeys: ({ shas }) => shas.map((sha) => commitJourney(place, sha)),
    only: (push, index) => ({ ...push, shas: push.shas.slice(index, index + 1) }),
  });

const made = definePush('ingestion.push.made.v1');
/** The same push without its padding. */
export const PushOutline: EventDefinition<Push> = {
  ...definePush('ingestion.push.made.v1', schema.omit({ padding: true })),
  whole: made as unknown as EventDefinition<never>,
};
export const PushMade = made;
export const PushSeen = definePush('identity.push.seen.v1');

const leg = (event: typeof PushMade, from: Leg['from'][number], to: Leg['to'][number]): Leg => ({
  event: event as unknown as Leg['event'],
  from: [from],
  to: [to],
});

/** ingestion -> identity -> notifier; the journal besides. */
export const PUSH_JOURNEY: readonly Leg[] = [
  leg(PushMade, 'ingestion', 'identity'),
  leg(PushSeen, 'identity', 'notifier'),
];

/** A push of one commit, or of those given. */
export const push = (id: string, ...shas: string[]): Push => ({ id, shas: shas.length > 0 ? shas : [shaOf(id)] });

/** A SHA that belongs to a word: forty hex digits. */
export const shaOf = (word: string): string => hash('sha1', word, 'hex');
