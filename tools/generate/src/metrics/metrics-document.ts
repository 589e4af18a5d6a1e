import type { Metric } from './read-metrics.ts';

const HEAD = `# Metrics

Written by \`npm run generate\` from \`libs/telemetry/src/metric-catalogue.ts\`.

Every service answers \`GET /metrics\` in the OpenMetrics format: the gateway on its public port, each of the others on
\`ARBITER_SERVICE_PORT\`. No label is ever a SHA, a repository or a person. Besides these there are the metrics of the
Node runtime, as prom-client names them.`;

/** The text of docs/metrics.md. */
export function metricsDocument(metrics: readonly Metric[]): string {
  const rows = metrics.map(
    ({ name, type, labels, help }) =>
      `| \`${name}\` | ${type} | ${labels.join(', ')} | ${help.replaceAll('|', '\\|')} |`,
  );
  return [HEAD, '', '| metric | type | labels | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}
