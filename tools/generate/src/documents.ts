import { configurationSchema, configurationTable } from './configuration/review-configuration.ts';
import { environmentTable } from './environment/environment-table.ts';
import { exampleEnvironment } from './environment/example-environment.ts';
import { readVariables } from './environment/read-variables.ts';
import type { GeneratedDocument } from './generated-document.ts';
import { journeyDocument } from './journey/journey-document.ts';
import { journeyPicture } from './journey/journey-picture.ts';
import { readRooms } from './journey/rooms.ts';
import { metricsDocument } from './metrics/metrics-document.ts';
import { readMetrics } from './metrics/read-metrics.ts';

/** Every document that is written from the code. */
export const DOCUMENTS: readonly GeneratedDocument[] = [
  { path: 'docs/journey.svg', render: async () => journeyPicture(await readRooms()) },
  { path: 'docs/journey.md', render: journeyDocument },
  { path: 'docs/metrics.md', render: async () => metricsDocument(await readMetrics()) },
  { path: 'docs/arbiter-yml.schema.json', render: configurationSchema },
  { path: 'docs/guides/arbiter-yml.md', part: 'keys', render: configurationTable },
  { path: '.env.example', render: async () => exampleEnvironment(await readVariables()) },
  { path: 'README.md', part: 'environment', render: async () => environmentTable(await readVariables()) },
];
