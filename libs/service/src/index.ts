export { type BaseConfig, baseConfig } from './configuration/base-config.ts';
export { ConfigError } from './configuration/config-error.ts';
export { CONFIG, defineConfig, loadConfig } from './configuration/define-config.ts';
export * from './configuration/variables.ts';
export { DependencyDown } from './errors.ts';
export { HealthChecks, type Readiness } from './health/health-checks.ts';
export { createService, runService, type ServiceDefinition, VERSION } from './run/run-service.ts';
export { SERVICE_NAME, TRANSPORTS } from './run/tokens.ts';
export { stableId } from './stable-id.ts';
