import { type DynamicModule, Module } from '@nestjs/common';
import { CONFIG } from '../configuration/define-config.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { HealthController } from '../health/health.controller.ts';
import { MetricsController } from '../health/metrics.controller.ts';
import { SERVICE_NAME } from './tokens.ts';

/** What every service has: its name, its configuration, its probes and its metrics. */
@Module({})
export class ServiceModule {
  static with(name: string, config: object): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: [{ provide: SERVICE_NAME, useValue: name }, { provide: CONFIG, useValue: config }, HealthChecks],
      exports: [SERVICE_NAME, CONFIG, HealthChecks],
    };
  }
}
