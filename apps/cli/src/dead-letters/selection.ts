import type { DeadLetterSelection } from '@arbiter/contracts';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { naturals } from '../numbers.ts';

/** Time for many letters, milliseconds. */
export const PATIENCE = 15 * 60_000;

export interface SelectionOptions {
  readonly service?: string;
  readonly all?: true;
  readonly dryRun?: true;
}

/** The ways to name dead letters, the same for every command that changes some. */
export function selecting(command: Command): Command {
  return command
    .argument('[ids...]', 'as `list` names them', naturals)
    .option('--service <service>', 'all that this service could not handle')
    .option('--all', 'all there are')
    .option('--dry-run', 'only say which');
}

/** @throws Failure unless exactly one way was used */
export function selectionOf(ids: readonly number[], { service, all }: SelectionOptions): DeadLetterSelection {
  const ways = [ids.length > 0, service !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1)
    throw new Failure('Name dead letters in one way: by their ids, by --service, or --all.', { usage: true });
  if (ids.length > 0) return { ids };
  return service === undefined ? { all: true } : { service };
}

/** `3 dead letters: 1, 2, 3` */
export function counted(ids: readonly number[]): string {
  if (ids.length === 0) return 'no dead letters';
  const many = ids.length === 1 ? 'dead letter' : 'dead letters';
  return `${String(ids.length)} ${many}: ${ids.join(', ')}`;
}
