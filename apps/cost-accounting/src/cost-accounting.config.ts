import { defineConfig } from '@arbiter/service';

/** Cost accounting needs no variables of its own. */
export const costAccountingConfig = defineConfig({});
