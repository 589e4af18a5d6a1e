/**
 * What every app loads, by the names that our code imports it by: some 1,300 files. A spec compares this with the imports,
 * because what is missing here would be there twice.
 */
export const PACKED: readonly string[] = [
  '@nats-io/jetstream',
  '@nats-io/jetstream/internal',
  '@nats-io/kv',
  '@nats-io/nats-core',
  '@nats-io/nats-core/internal',
  '@nats-io/transport-node',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/core/errors/exceptions/unknown-element.exception.js',
  '@nestjs/microservices',
  '@nestjs/microservices/errors/empty-response.exception.js',
  '@nestjs/platform-fastify',
  '@opentelemetry/api',
  'fastify',
  'prom-client',
  'rxjs',
  'typeorm',
  'zod',
];

/** What is asked for from inside of the packed as well as from outside, and reads files beside its own. */
export const LEFT_OUT: readonly string[] = ['ioredis', 'pg', 'reflect-metadata'];

const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');
const PACKAGES = new Set(PACKED.map(packageOf));

/** Whether a module, by the name that it is imported by, is of a package that is packed. */
export const isOfPacked = (name: string): boolean => PACKAGES.has(packageOf(name));
