#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs';

// `npm start`, `npm run stop`, `npm run status`, `npm run doctor`
await bootstrap('tools/start/src/main.ts', process.argv.slice(2));
