// What makes a service of a module. It stands apart because it brings Nest and its HTTP server along: what only needs a
// configuration, an id or an error is loaded without them.
export { HealthChecks, type Readiness } from './health/health-checks.ts';
export { createService, runService, type ServiceDefinition, VERSION } from './run/run-service.ts';
