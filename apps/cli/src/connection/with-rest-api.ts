import type { Command } from 'commander';
import { Output } from '../output/output.ts';
import type { Terminal } from '../terminal.ts';
import { RestApi } from './rest-api.ts';

interface GlobalOptions {
  readonly gateway?: string;
  readonly apiKey?: string;
  readonly output: 'table' | 'json';
}

/** Runs `work` with the REST API and the output that the command's options name. */
export async function withRestApi(
  command: Command,
  terminal: Terminal,
  work: (api: RestApi, output: Output) => Promise<void>,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  await work(new RestApi(options, terminal), new Output(terminal, options.output));
}
