export { type BaseConfig, baseConfig } from './configuration/base-config.ts';
export { ConfigError } from './configuration/config-error.ts';
export { CONFIG, defineConfig, loadConfig } from './configuration/define-config.ts';
export * from './configuration/variables.ts';
export { DependencyDown, Postponed } from './errors.ts';
export { Recurring } from './run/recurring.ts';
export { SERVICE_NAME, TRANSPORTS } from './run/tokens.ts';
export { causeOf, stableId } from './stable-id.ts';
