import { defineConfig, integer } from '@arbiter/service';

const GiB = 1024 ** 3;

/** What provisioning has to know about the broker. */
export const provisionConfig = defineConfig({
  ARBITER_NATS_REPLICAS: integer(1, 5)
    .default(1)
    .describe('Copies of each stream: 1 on one machine, 3 in production. Read by the provisioning command.'),
  ARBITER_NATS_STREAM_BYTES: integer(16 * 1024 ** 2, 1024 * GiB)
    .default(GiB)
    .describe('Most bytes of each stream of events; a full one refuses. Read by the provisioning command.'),
});
