import { once } from 'node:events';
import { run } from './run.ts';

// Whoever reads us has had enough, as in `arbiterctl … | head`: ended as by the signal that would tell a C program.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 141 : 1);
});

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  in: () => process.stdin,
  out: (text) => process.stdout.write(text),
  flushed: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
  err: (text) => process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  colours: process.stdout.isTTY && !process.env['NO_COLOR'],
});
