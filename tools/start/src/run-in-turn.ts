import { pathToFileURL } from 'node:url';

// Runs programs one after another in this process, so that what they share is loaded once. Each does its work at its
// top level; the first that fails ends it all.
for (const program of process.argv.slice(2)) await import(pathToFileURL(program).href);
