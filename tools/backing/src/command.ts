import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds; the command is killed when they have passed. */
  readonly timeout?: number;
}

/** A command that could not be run or said no; `message` holds the end of what it printed. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Runs a command to its end and gives what it printed on both outputs. Throws {@link CommandFailed}. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      reject(new CommandFailed(`${command}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new CommandFailed(`${command} ended with ${signal ?? String(code)}: ${output.trim().slice(-600)}`));
    });
  });
}
