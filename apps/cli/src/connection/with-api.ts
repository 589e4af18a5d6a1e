import type { Command } from 'commander';
import { Output } from '../output/output.ts';
import type { Terminal } from '../terminal.ts';
import { AdminApi } from './admin-api.ts';
import { findPlace } from './address.ts';

interface GlobalOptions {
  readonly address?: string;
  readonly apiKey?: string;
  readonly output: 'table' | 'json';
}

/** Runs `work` with the API and the output that the command's options name. */
export async function withApi(
  command: Command,
  terminal: Terminal,
  work: (api: AdminApi, output: Output) => Promise<void>,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const api = new AdminApi(findPlace(options, terminal));
  try {
    await work(api, new Output(terminal, options.output));
  } finally {
    api.close();
  }
}
