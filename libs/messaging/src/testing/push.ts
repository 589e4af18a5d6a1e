import { hash } from 'node:crypto';
import { type Leg, commitJourney, defineEvent } from '@arbiter/contracts';
import { z } from 'zod';

const schema = z.object({ id: z.string(), shas: z.array(z.string()).min(1), padding: z.string().optional() });

/** An event of the tests: a push with commits, as small as can be. */
export type Push = z.infer<typeof schema>;

export const place = { forge: 'github', repository: { id: '1' } };

const definePush = (subject: 'ingestion.push.made.v1' | 'identity.push.seen.v1') =>
  defineEvent({
    subject,
    schema,
    key: ({ id, shas }) => `${id}/${String(shas.length)}/${shas[0] ?? ''}`,
    journeys: ({ shas }) => shas.map((sha) => commitJourney(place, sha)),
    only: (push, index) => ({ ...push, shas: push.shas.slice(index, index + 1) }),
  });

export const PushMade = definePush('ingestion.push.made.v1');
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
