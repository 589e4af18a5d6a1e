import { readFile } from 'node:fs/promises';
import { STATE_FILE } from './places.ts';
import { writePrivate } from './write-private.ts';

/** What runs, for tools and tests: the content of `.arbiter/run/state.json`. Without the gateway its addresses are left out. */
export interface State {
  readonly gateway?: string;
  readonly grpc?: string;
  readonly apiKey: string;
  readonly secrets: { readonly github: string; readonly gitlab: string };
  readonly apps: Readonly<Record<string, AppState>>;
  readonly backing: Readonly<Record<string, BackingState>>;
}

/** A pid is null while the process is down, and for a server that is not ours. */
export interface AppState {
  readonly pid: number | null;
  readonly metrics: string;
  readonly health: string;
}

export interface BackingState {
  readonly url: string;
  readonly pid: number | null;
  readonly version: string;
}

export async function readState(): Promise<State | undefined> {
  const text = await readFile(STATE_FILE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as State);
}

export async function writeState(state: State): Promise<void> {
  await writePrivate(STATE_FILE, state);
}
