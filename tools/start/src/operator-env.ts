import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from './places.ts';

export type Env = Readonly<Record<string, string>>;

/** The operator's variables: those of `.env`, and over them those of the environment. An empty one counts as not set. */
export async function readOperatorEnv(file = join(ROOT, '.env'), environment = process.env): Promise<Env> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return mergeEnv(parseEnv(text), environment);
}

export function mergeEnv(...sources: readonly Readonly<Record<string, string | undefined>>[]): Env {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) if (value !== undefined && value !== '') merged[name] = value;
  }
  return merged;
}
