import { CommanderError } from 'commander';
import { Ended, Failure } from './failure.ts';
import { makeProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line; answers its exit code: 0 done, 1 failed, 2 asked wrongly, or what the command says. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = await makeProgram(terminal, args);
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said by itself what was wrong, or what was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Ended) return error.status;
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Failure && error.usage ? 2 : 1;
  }
}
