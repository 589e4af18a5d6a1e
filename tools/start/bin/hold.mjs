// Node runs this before an app's own program: it brings the app's code in while the servers that the app stands on are still
// being started, and lets the program begin once the launcher has told its environment.
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Node runs this before each thread of the app as well: those have nothing to wait for, and nobody tells them anything.
if (isMainThread) await hold();

async function hold() {
  /** dist/main.js of an app has all of its code from the module beside it. */
  const dist = dirname(process.argv[1]);
  const code = join(dist, `${basename(dirname(dist))}.module.js`);

  // Without a launcher there is nobody who could say that it may begin.
  process.once('disconnect', () => process.exit(1));
  const told = once(process, 'message');
  await import(pathToFileURL(code).href);
  const [environment] = await told;
  process.removeAllListeners('disconnect');
  process.disconnect();
  Object.assign(process.env, environment);
}
