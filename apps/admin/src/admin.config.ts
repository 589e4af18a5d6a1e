import { defineConfig, integer, port, secret } from '@arbiter/service';
import { z } from 'zod';

/** The operator's room's own variables. */
export const adminConfig = defineConfig({
  ARBITER_GRPC_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Where the admin API (gRPC) listens. It is internal: keep it off public networks.'),
  ARBITER_GRPC_PORT: port().default(50_051).describe('Port of the admin API (gRPC).'),
  ARBITER_RETENTION_JOURNAL_DAYS: integer(1, 36_500)
    .default(365)
    .describe('Days for which the journal is kept. The audit log is kept for good.'),
  API_KEY_SECRET: secret(z.string().min(16, 'must have at least 16 characters'))
    .optional()
    .describe('Bootstrap admin API key; also the secret of webhooks to /api/v1/ingest/git.'),
});
export type AdminConfig = Readonly<z.infer<typeof adminConfig>>;
