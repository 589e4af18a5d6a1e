import { defineConfig, integer } from '@arbiter/service';
import type { z } from 'zod';

/** Ingestion's own variables. */
export const ingestionConfig = defineConfig({
  ARBITER_RETENTION_RAW_TEXT_DAYS: integer(1, 36_500)
    .default(30)
    .describe('Days for which texts are kept as they came: bodies of deliveries, words of commits and changes.'),
});
export type IngestionConfig = Readonly<z.infer<typeof ingestionConfig>>;
