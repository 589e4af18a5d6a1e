import { defineConfig, integer, number, secret } from '@arbiter/service';
import { z } from 'zod';
import { DIRECTNESS } from './rules/culture.ts';
import { isZone } from './rules/zoned-time.ts';

const address = (example: string) => z.url({ protocol: /^https?$/, error: `must look like ${example}` });
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** What may be said to whom, when, and by which ways. */
export const notifierConfig = defineConfig({
  SLACK_WEBHOOK_URL: secret(address('https://hooks.slack.com/services/…'))
    .optional()
    .describe(
      'Incoming webhook of the channel where promises are announced to leads; without one they stand in the inbox alone.',
    ),
  SLACK_BOT_TOKEN: secret(z.string().regex(/^xox[a-z]-/, 'must look like xoxb-…'))
    .optional()
    .describe('Token of the Slack app that asks leads and writes to people, privately; without one nobody is.'),
  ARBITER_SLACK_API_URL: address('https://slack.com/api/')
    .default('https://slack.com/api/')
    .describe('Slack’s web API.'),
  ARBITER_SMTP_URL: secret(z.string().regex(/^smtps?:\/\//, 'must look like smtp://user:password@mail.example.org:587'))
    .optional()
    .describe('Mail server for whoever is not reached by Slack.'),
  ARBITER_SMTP_FROM: z.string().default('Arbiter <arbiter@localhost>').describe('Sender of mail.'),
  ARBITER_TEAMS_WEBHOOK_URL: secret(address('https://….webhook.office.com/…'))
    .optional()
    .describe('Workflow webhook of Microsoft Teams; the workflow posts privately to the `recipient` that it is given.'),
  ARBITER_INTERVENTION_WEBHOOK_URL: address('https://example.org/arbiter')
    .optional()
    .describe('A service of your own that takes messages, signed as Standard Webhooks.'),
  ARBITER_INTERVENTION_WEBHOOK_SECRET: secret(
    z.string().regex(/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/, 'must look like whsec_…'),
  )
    .optional()
    .describe('What it is signed with.'),
  ARBITER_PUBLIC_URL: address('https://arbiter.example.org')
    .optional()
    .describe('Where people reach the gateway; without it mails and Teams cards carry no links to decide by.'),
  ARBITER_LINK_SECRET: secret(z.string().min(16, 'must have at least 16 characters'))
    .optional()
    .describe('What those links are signed with.'),
  ARBITER_INTEGRATION_TIMEOUT: integer(1, 600)
    .default(30)
    .describe('Longest wait for the answer of an outside service, seconds.'),
  ARBITER_INTEGRATION_MAX_RETRIES: integer(0, 100)
    .default(3)
    .describe('Further attempts when an outside service certainly has not got the request.'),
  MIN_AI_CONFIDENCE_THRESHOLD: number(0, 1)
    .default(0.75)
    .describe('Below this a promise waits for a human to confirm it.'),
  SAFETY_CONFIDENCE_THRESHOLD: number(0, 1)
    .default(0.8)
    .describe('Below this the safety supervisor corrects no message, but refers it to a human.'),
  COOLING_OFF_PERIOD_HOURS: number(0, 8_760)
    .default(48)
    .describe('Only kind messages for so long after three hard ones in a row, hours.'),
  CULTURAL_DIRECTNESS_LEVEL: z
    .enum(DIRECTNESS)
    .default('high')
    .describe('How directly people may be spoken to; a person’s own wish and their language’s habit may make it less.'),
  ARBITER_RETENTION_COMMITMENTS_DAYS: integer(1, 36_500)
    .default(180)
    .describe('Days for which promises are kept after their end.'),
  FOLLOW_UP_DELAY_SECONDS: integer(0, 604_800)
    .default(10)
    .describe('Time between a lead’s approval and the message, at least, seconds.'),
  ARBITER_INTERVENTION_EXPIRY_HOURS: number(0.001, 8_760)
    .default(72)
    .describe('A proposal that nobody decides about is over after so long, hours: nothing is sent.'),
  ARBITER_QUIET_HOURS: z
    .string()
    .regex(new RegExp(`^${TIME}-${TIME}$`), 'must look like 18:00-09:00')
    .default('18:00-09:00')
    .describe('When nobody is written to who has not said otherwise, in the recipient’s zone.'),
  ARBITER_DEFAULT_ZONE: z
    .string()
    .refine(isZone, 'must be an IANA name like Europe/Berlin')
    .default('UTC')
    .describe('The zone of whoever has not named theirs.'),
  ARBITER_HOLIDAYS: z
    .string()
    .max(8)
    .optional()
    .describe('Whose holidays count for whoever has not said: DE, DE-BY, US, …'),
  ARBITER_DIGEST_HOURS: number(0, 168)
    .default(12)
    .describe('Between two messages to a person, at least, hours; what comes meanwhile is told together.'),
  ARBITER_KEPT_PROMISES: z
    .enum(['silence', 'thank'])
    .default('silence')
    .describe('What is said to somebody who was reminded of a promise and has kept it.'),
  ARBITER_INDUSTRY: z.string().max(64).optional().describe('Whose rules hold, of those that are set by industry.'),
  ARBITER_INTERVENTION_DATA: z
    .string()
    .optional()
    .describe('Folder with more personas.json, cultures.json, holidays.json, safety.json, excuses.json.'),
});
export type NotifierConfig = Readonly<z.infer<typeof notifierConfig>>;
