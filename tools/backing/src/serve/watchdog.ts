import { spawn } from 'node:child_process';

/**
 * Waits on its input. A line means that the process ended in order; the end of the input means that we died without a
 * word, even by SIGKILL: then it ends the process, at last by force, and removes
 * what was temporary.
 */
const SCRIPT = `
trap '' INT TERM HUP
read -r ended && exit 0
kill -s "$1" "$2" 2>/dev/null
tries=0
while kill -0 "$2" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -s KILL "$2" 2>/dev/null
[ -n "$3" ] || exit 0
rm -rf "$3" "$4"
[ -z "$4" ] || rmdir "$(dirname "$4")" 2>/dev/null
rmdir "$(dirname "$3")" 2>/dev/null
`;

/**
 * Makes sure that a process does not outlive this one, whatever ends this one. Gives the function to call once the
 * process has ended by itself.
 */
export function watch(pid: number, signal: 'INT' | 'TERM', removeAfter?: { folder: string; log: string }): () => void {
  if (process.platform === 'win32') {
    const end = (): void => {
      process.kill(pid);
    };
    process.once('exit', end);
    return () => process.off('exit', end);
  }
  const watchdog = spawn(
    '/bin/sh',
    [
      '-c',
      SCRIPT,
      'watchdog',
      signal,
      String(pid),
      ...(removeAfter === undefined ? [] : [removeAfter.folder, removeAfter.log]),
    ],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
    },
  );
  watchdog.unref();
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  (watchdog.stdin as typeof watchdog.stdin & { unref?: () => void }).unref?.();
  return () => watchdog.stdin.end('ended\n');
}
