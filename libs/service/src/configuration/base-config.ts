import { z } from 'zod';
import { flag, integer, natsUrls, port, postgresUrl, redisUrl, secret } from './variables.ts';

/** The variables that every service knows. The keys are the variables' own names, as operators write them. */
export const baseConfig = {
  ARBITER_DATABASE_URL: secret(postgresUrl())
    .default('postgresql://arbiter:arbiter@localhost:5432/arbiter')
    .describe('PostgreSQL address.'),
  ARBITER_DATABASE_POOL_SIZE: integer(1, 500).default(5).describe('Connections kept open per service.'),
  ARBITER_DATABASE_MAX_OVERFLOW: integer(0, 500)
    .default(10)
    .describe('Connections opened beyond the pool when it is busy.'),
  ARBITER_REDIS_URL: secret(redisUrl()).default('redis://localhost:6379/0').describe('Redis address.'),
  ARBITER_REDIS_MAX_CONNECTIONS: integer(1, 1000).default(10).describe('Most connections to Redis per service.'),
  ARBITER_NATS_URL: secret(natsUrls())
    .default(['nats://localhost:4222'])
    .describe('Addresses of the NATS servers, separated by commas.'),
  ARBITER_SERVICE_HOST: z.string().default('127.0.0.1').describe('Where the service listens for probes and scrapes.'),
  ARBITER_SERVICE_PORT: port().default(0).describe("Port of the service's health and metrics; 0 takes a free one."),
  ARBITER_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  ARBITER_WORKER_MAX_JOBS: integer(1, 1000).default(10).describe('Slow jobs (model calls) worked on at once.'),
  ARBITER_WORKER_JOB_TIMEOUT: integer(1, 86_400).default(300).describe('Longest time that one job may take, seconds.'),
  ARBITER_WORKER_RETRY_ATTEMPTS: integer(1, 100)
    .default(3)
    .describe('Attempts before a job is set aside as a dead letter.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional().describe('OTLP collector; without one no spans are made.'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional().describe('OTLP collector for traces alone.'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(['http/protobuf', 'http/json', 'grpc'])
    .default('http/protobuf')
    .describe('How spans are sent.'),
  OTEL_SDK_DISABLED: flag(false).describe('Turns tracing off.'),
} as const;

export type BaseConfig = Readonly<z.infer<z.ZodObject<typeof baseConfig>>>;
