import { defineConfig, flag, integer, port, secret } from '@arbiter/service';
import { z } from 'zod';
import { jsonArray, rotatingSecrets, signingKey } from './doors/secrets.ts';

/** The gateway's variables. */
export const gatewayConfig = defineConfig({
  ARBITER_HTTP_HOST: z.string().default('127.0.0.1').describe('Address that the gateway listens on; 0.0.0.0 for all.'),
  ARBITER_HTTP_PORT: port().default(8000).describe('Port of webhooks, API and probes.'),
  API_KEY_SECRET: secret(z.string().min(16, 'must have at least 16 characters'))
    .optional()
    .describe('API key of the operator, and the webhook secret of /api/v1/ingest/git.'),
  ARBITER_GITHUB_WEBHOOK_SECRET: secret(z.string().min(1)).optional().describe('Secret of the GitHub webhook.'),
  ARBITER_GITHUB_WEBHOOK_SECRETS: secret(rotatingSecrets())
    .default([])
    .describe('More secrets, for rotation: [{"secret":"…","until":"2027-01-31T00:00:00Z","organization":"acme"}].'),
  ARBITER_GITLAB_WEBHOOK_TOKEN: secret(z.string().min(1)).optional().describe('Secret token of the GitLab webhook.'),
  ARBITER_GITLAB_WEBHOOK_TOKENS: secret(rotatingSecrets())
    .default([])
    .describe('More tokens, in the same form as GitHub’s.'),
  ARBITER_GITLAB_SIGNING_TOKEN: secret(signingKey())
    .optional()
    .describe('Signing token of the GitLab webhook (whsec_…): its signatures are then required to be right.'),
  ARBITER_GITLAB_SIGNING_TOKENS: secret(rotatingSecrets(signingKey()))
    .default([])
    .describe('More signing tokens, in the same form as GitHub’s.'),
  SLACK_SIGNING_SECRET: secret(z.string().min(1))
    .optional()
    .describe('Signing secret of the Slack app, for its events, buttons and forms.'),
  ARBITER_SLACK_SIGNING_SECRETS: secret(rotatingSecrets())
    .default([])
    .describe('More signing secrets, in the same form as GitHub’s.'),
  ARBITER_SLACK_CHANNELS: jsonArray(z.array(z.string().regex(/^[CG][A-Z0-9]+$/)))
    .default([])
    .describe('Ids of the Slack channels whose messages are read for promises, as a JSON array. None: none is.'),
  ARBITER_SCIM_TOKEN: secret(z.string().min(16, 'must have at least 16 characters'))
    .optional()
    .describe('Bearer token of the SCIM client (Okta, Entra); without one /scim/v2 is locked.'),
  ARBITER_SCIM_TOKENS: secret(rotatingSecrets()).default([]).describe('More tokens, in the same form as GitHub’s.'),
  ARBITER_API_TITLE: z.string().default('Arbiter API').describe('Title of the API in /openapi.json.'),
  ARBITER_API_VERSION: z.string().optional().describe('Version of the API in /openapi.json; by default our own.'),
  ARBITER_CORS_ORIGINS: jsonArray(z.array(z.string()))
    .default(['http://localhost:3000'])
    .describe('Origins whose pages may call the API, as a JSON array.'),
  ARBITER_API_RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000)
    .default(60)
    .describe('API requests per client and minute. Webhooks are not limited.'),
  ARBITER_RETENTION_RAW_TEXT_DAYS: integer(1, 36_500)
    .default(30)
    .describe('Days for which texts are kept as they came: bodies of deliveries, words of commits and changes.'),
  ARBITER_TRUST_PROXY: flag(false).describe('Take the client’s address from X-Forwarded-For: behind a proxy only.'),
});

export type GatewayConfig = Readonly<z.infer<typeof gatewayConfig>>;
