import {
  type CommitsIngested,
  CommitmentMadeEvent,
  CommitsAnalyzedEvent,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  type DeliveryAccepted,
  DeliveryAcceptedEvent,
  type EventDefinition,
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  UsagePricedEvent,
  UsageRecordedEvent,
  commitJourney,
} from '@arbiter/contracts';
import { stableId } from '@arbiter/service';

export const repository = { id: '1296269', name: 'octo/hello' };
const at = '2026-08-03T10:00:00Z';
const place = { forge: 'github', repository } as const;

/** A SHA made of a number. */
export const shaOf = (number: number): string => number.toString(16).padStart(8, '0').padEnd(40, 'a');
export const keyOf = (number: number) => commitJourney(place, shaOf(number));

/** An event with its data, ready to be published. */
export interface Told {
  readonly event: EventDefinition<never>;
  readonly data: never;
}
const told = <Data>(event: EventDefinition<Data>, data: Data): Told => ({
  event: event as unknown as EventDefinition<never>,
  data: data as never,
});

export const deliveryOf = (name: string): DeliveryAccepted => ({
  deliveryId: stableId('delivery', name),
  source: 'github',
  event: 'push',
  receivedAt: at,
  digest: '0'.repeat(64),
  size: 2,
  document: {},
});

const pushRef = (name: string) => ({
  deliveryId: deliveryOf(name).deliveryId,
  ...place,
  ref: 'refs/heads/main',
  part: 0,
});

const ingested = (name: string, numbers: readonly number[]): CommitsIngested => ({
  cause: name,
  pushes: [
    {
      push: pushRef(name),
      commits: numbers.map((number) => ({ ...commitOf(number), author: { email: 'ada@example.org' } })),
    },
  ],
});

const commitOf = (number: number) => ({ sha: shaOf(number), message: { text: 'Mend the lock' }, authoredAt: at });

/** Everything that is told of a push on its way; each of its commits makes one promise, which is told on Slack. */
export function journeyOf(name: string, numbers: readonly number[]): readonly Told[] {
  const cause = name;
  const promise = (number: number) => stableId('promise', String(number));
  const source = (number: number) => ({ kind: 'commit' as const, ...place, sha: shaOf(number) });
  const usageOf = (number: number) => ({ usageId: `mock-${String(number)}`, journey: keyOf(number) });
  const tokens = { input: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 1, reasoning: 0 };
  return [
    told(DeliveryAcceptedEvent, deliveryOf(name)),
    told(CommitsIngestedEvent, ingested(name, numbers)),
    told(CommitsAttributedEvent, {
      cause,
      pushes: [
        {
          push: pushRef(name),
          commits: numbers.map((number) => ({ ...commitOf(number), attribution: { coAuthors: [] } })),
        },
      ],
    }),
    told(CommitsAnalyzedEvent, {
      cause,
      commits: numbers.map((number) => ({ journey: keyOf(number), commitments: [promise(number)], debtNotes: 0 })),
    }),
    told(UsageRecordedEvent, {
      cause,
      usages: numbers.map((number) => ({
        ...usageOf(number),
        task: 'extraction' as const,
        provider: 'mock',
        model: 'rules',
        tokens,
        at,
      })),
    }),
    told(UsagePricedEvent, {
      cause,
      usages: numbers.map((number) => ({ ...usageOf(number), pico: '0', basis: 'free' as const })),
    }),
    ...numbers.flatMap((number) => {
      const intervention = {
        interventionId: stableId('intervention', String(number)),
        commitmentId: promise(number),
        source: source(number),
      };
      return [
        told(CommitmentMadeEvent, {
          commitmentId: promise(number),
          source: source(number),
          span: { start: 0, end: 4 },
          quote: 'will',
          what: 'mend',
          deadline: null,
          confidence: 1,
          ambiguous: false,
          madeAt: at,
        }),
        told(InterventionProposedEvent, {
          ...intervention,
          reason: 'promise-made' as const,
          deliverTo: ['inbox' as const, 'slack' as const],
          proposedAt: at,
        }),
        told(InterventionDeliveredEvent, { ...intervention, channel: 'slack' as const, deliveredAt: at }),
      ];
    }),
  ];
}
