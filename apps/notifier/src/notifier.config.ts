import { defineConfig, integer, secret } from '@arbiter/service';
import { z } from 'zod';

/** Where interventions go besides the inbox, and how patiently. */
export const notifierConfig = defineConfig({
  SLACK_WEBHOOK_URL: secret(z.url({ protocol: /^https?$/, error: 'must look like https://hooks.slack.com/services/…' }))
    .optional()
    .describe(
      'Incoming webhook of the channel where proposals are announced; without one they stand in the inbox alone.',
    ),
  ARBITER_INTEGRATION_TIMEOUT: integer(1, 600)
    .default(30)
    .describe('Longest wait for the answer of an outside service, seconds.'),
  ARBITER_INTEGRATION_MAX_RETRIES: integer(0, 100)
    .default(3)
    .describe('Further attempts when an outside service certainly has not got the request.'),
});
export type NotifierConfig = Readonly<z.infer<typeof notifierConfig>>;
