import { DETACHED, startDetached, tell } from './detach.ts';
import { doctor } from './doctor/doctor.ts';
import { type Options, USAGE, UsageError, parseOptions } from './options.ts';
import { start } from './start.ts';
import { formatStatus, readStatus } from './status.ts';
import { stop } from './stop.ts';
import { messageOf } from '@arbiter/backing';

const args = process.argv.slice(2);
const isDetached = process.env[DETACHED] === '1';

function write(text: string): void {
  console.log(text);
  if (isDetached) tell({ text });
}

async function run(options: Options): Promise<number> {
  if (options.help) {
    write(USAGE);
    return 0;
  }
  switch (options.command) {
    case 'start':
      if (options.detach && !isDetached) return startDetached(args, write);
      return start(options, { write, showLogs: !isDetached }, () => {
        if (isDetached) tell({ exitCode: 0 });
      });
    case 'stop':
      write(await stop());
      return 0;
    case 'status': {
      const status = await readStatus();
      write(options.output === 'json' ? JSON.stringify(status, null, 2) : formatStatus(status));
      return status.running ? (status.healthy ? 0 : 1) : 3;
    }
    case 'doctor':
      return doctor(write);
  }
}

try {
  process.exitCode = await run(parseOptions(args));
} catch (error) {
  write(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : messageOf(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
if (isDetached) tell({ exitCode: process.exitCode });
// A background process has nobody to wait for once it has said so; open channels must not keep it.
if (process.connected) process.disconnect();
