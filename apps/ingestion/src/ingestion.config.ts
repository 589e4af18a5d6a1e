import { defineConfig } from '@arbiter/service';

/** Ingestion needs no variables of its own. */
export const ingestionConfig = defineConfig({});
