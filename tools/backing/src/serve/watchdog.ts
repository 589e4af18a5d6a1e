import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Waits for the end of its input: we have died, maybe without a word, even by SIGKILL. Then it ends the process, at last
 * by force. A line before says that the process has ended already, and that its number may be another's by now.
 */
const END_PROCESS = `
trap '' INT TERM HUP
read -r ended && exit 0
kill -s "$1" "$2" 2>/dev/null
tries=0
while kill -0 "$2" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -s KILL "$2" 2>/dev/null
`;

/** Collects folders, a line each, and removes them at the end of its input; servers may still write there for a moment. */
const REMOVE_FOLDERS = `
trap '' INT TERM HUP
set --
while IFS= read -r folder; do set -- "$@" "$folder"; done
for folder; do
  tries=0
  until rm -rf "$folder" 2>/dev/null || [ $tries -ge 100 ]; do sleep 0.1; tries=$((tries + 1)); done
done
`;

/**
 * Makes sure that a process does not outlive this one, whatever ends this one. Gives the function to call once the
 * process has ended by itself.
 */
export function watch(pid: number, signal: 'INT' | 'TERM'): () => void {
  if (process.platform === 'win32') {
    const end = (): void => {
      process.kill(pid);
    };
    process.once('exit', end);
    return () => process.off('exit', end);
  }
  const watchdog = runBeside(END_PROCESS, [signal, String(pid)]);
  return () => watchdog.end('ended\n');
}

let remover: Writable | undefined;

/** Makes sure that a folder does not outlive this process, whatever ends it. Not on Windows. */
export function removeAfterwards(folder: string): void {
  if (process.platform === 'win32') return;
  remover ??= runBeside(REMOVE_FOLDERS, []);
  remover.write(`${folder}\n`);
}

/** Runs a shell that outlives this process and keeps it from nothing; gives its input. */
function runBeside(script: string, args: readonly string[]): Writable {
  const shell = spawn('/bin/sh', ['-c', script, 'arbiter-watchdog', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  (shell.stdin as Writable & { unref?: () => void }).unref?.();
  return shell.stdin;
}
