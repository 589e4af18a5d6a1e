#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs';

// Runs any tool of this repository: run.mjs tools/replay/src/main.ts …
const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('Usage: node tools/start/bin/run.mjs <script> [arguments]');
  process.exit(2);
}
await bootstrap(script, args);
