import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectRuntimeMetrics, logger, startLogging, startTracing, stopTracing } from '@arbiter/telemetry';
import type { z } from 'zod';
import type { BaseConfig } from '../configuration/base-config.ts';
import { ConfigError } from '../configuration/config-error.ts';
import { loadConfig } from '../configuration/define-config.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { optimizeEarly } from './early-optimization.ts';
import { giveMemoryBackWhenIdle } from './idle-memory.ts';
import { NestLogger } from './nest-logger.ts';
import { ServiceModule } from './service.module.ts';
import { TRANSPORTS } from './tokens.ts';

/** Version that services report; the same for all of them. */
export const VERSION = '0.1.0';

/** Time for finishing what is in hand after SIGTERM, milliseconds: below Kubernetes' 30 s. */
const GRACE = 25_000;

/** How a service is made. */
export interface ServiceDefinition<Config extends BaseConfig> {
  readonly name: string;
  readonly module: Type;
  readonly config: z.ZodType<Config>;
  /** A door of its own making, and where it listens; without one the service's port serves health and metrics alone. */
  readonly http?: {
    readonly adapter: (config: Config) => FastifyAdapter;
    readonly listenOn: (config: Config) => { readonly host: string; readonly port: number };
    readonly prepare?: (app: NestFastifyApplication, config: Config) => void | Promise<void>;
  };
}

/**
 * Runs a service until it is told to stop: configuration, telemetry, Nest, transports, health and metrics, and on
 * SIGTERM or SIGINT a drain. Ends the process with 0 after a clean drain, with 1 after anything else.
 */
export async function runService<Config extends BaseConfig>(service: ServiceDefinition<Config>): Promise<void> {
  try {
    const config = loadConfig(service.config, process.env);
    startLogging(service.name, config.ARBITER_LOG_LEVEL);
    endOnFaults();
    await startTelemetry(service.name, config);
    const app = await createService(service, config);
    endOnSignals(app);
    const { host, port } = listeningPlace(service, config);
    await app.listen(port, host);
    logger().info({ address: await app.getUrl() }, 'ready');
    // What only the start runs through is not worth it.
    optimizeEarly();
    giveMemoryBackWhenIdle();
  } catch (error) {
    report(error);
    process.exit(1);
  }
}

/** Makes the service without listening; tests use it. */
export async function createService<Config extends BaseConfig>(
  service: ServiceDefinition<Config>,
  config: Config,
): Promise<NestFastifyApplication> {
  const adapter =
    service.http?.adapter(config) ?? new FastifyAdapter({ logger: false, routerOptions: { maxParamLength: 256 } });
  const root = { module: class Root {}, imports: [ServiceModule.with(service.name, config), service.module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger('nest')),
    abortOnError: false,
    bodyParser: false,
  });
  await service.http?.prepare?.(app, config);
  for (const transport of transportsOf(app)) app.connectMicroservice(transport, { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
  return app;
}

/** What every module brought under TRANSPORTS. */
function transportsOf(app: NestFastifyApplication): readonly object[] {
  try {
    return app.get<unknown, readonly object[]>(TRANSPORTS, { strict: false, each: true }).flat();
  } catch (error) {
    if (error instanceof UnknownElementException) return [];
    throw error;
  }
}

function listeningPlace<Config extends BaseConfig>(service: ServiceDefinition<Config>, config: Config) {
  return service.http?.listenOn(config) ?? { host: config.ARBITER_SERVICE_HOST, port: config.ARBITER_SERVICE_PORT };
}

async function startTelemetry(service: string, config: BaseConfig): Promise<void> {
  collectRuntimeMetrics();
  const collector = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (collector === undefined || config.OTEL_SDK_DISABLED) return;
  await startTracing({ service, version: VERSION, protocol: config.OTEL_EXPORTER_OTLP_PROTOCOL });
}

/** First signal: drain. Second signal, or a drain that takes too long: end at once. */
function endOnSignals(app: NestFastifyApplication): void {
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) process.exit(1);
    ending = true;
    app.get(HealthChecks).drain();
    logger().info({ signal }, 'draining');
    setTimeout(() => {
      logger().error('drain took too long');
      process.exit(1);
    }, GRACE).unref();
    void drain(app);
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

async function drain(app: NestFastifyApplication): Promise<void> {
  try {
    await app.close();
    await stopTracing();
    logger().info('ended');
    process.exit(0);
  } catch (error) {
    report(error);
    process.exit(1);
  }
}

/** A fault that nobody caught leaves the process in an unknown state: say so and end; the supervisor starts it anew. */
function endOnFaults(): void {
  process.on('uncaughtException', (error) => {
    logger().fatal({ error }, 'uncaught');
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => {
    logger().fatal({ error }, 'unhandled rejection');
    process.exit(1);
  });
}

/** Boot errors are for people: a wrong configuration is explained in plain words, not as a log line. */
function report(error: unknown): void {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else logger().fatal({ error }, 'could not run');
}
