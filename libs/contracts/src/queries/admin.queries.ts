import { z } from 'zod';
import type { JourneyKey } from '../core/journey-key.ts';
import { defineQuery } from '../core/query.ts';

const Key = z.string().max(256) as z.ZodType<JourneyKey>;

/** `complete`: every leg that this journey has to take is done. `dead-lettered`: one of them was given up. */
export const JourneyStatus = z.enum(['running', 'complete', 'dead-lettered']);
export type JourneyStatus = z.infer<typeof JourneyStatus>;

export const JourneyStep = z.object({
  service: z.string(),
  event: z.string(),
  time: z.string(),
  traceId: z.string(),
});
export type JourneyStep = z.infer<typeof JourneyStep>;

/** One journey with its steps in the order of time. */
export const ShowJourney = defineQuery({
  subject: 'query.admin.show-journey.v1',
  request: z.object({ journey: Key }),
  reply: z.object({
    journey: z.object({ key: Key, status: JourneyStatus, steps: z.array(JourneyStep) }).nullable(),
  }),
});

/** The status of many journeys at once, in the order of the request; null for one that is not known. */
export const JourneyStatuses = defineQuery({
  subject: 'query.admin.journey-statuses.v1',
  request: z.object({ journeys: z.array(Key).max(1000) }),
  reply: z.object({ statuses: z.array(JourneyStatus.nullable()) }),
});

/** How many commits' journeys are in which state, of one repository or of all. */
export const CountJourneys = defineQuery({
  subject: 'query.admin.count-journeys.v1',
  request: z.object({ forge: z.string().optional(), repositoryId: z.string().optional() }),
  reply: z.object({
    running: z.number().int(),
    complete: z.number().int(),
    deadLettered: z.number().int(),
  }),
});
