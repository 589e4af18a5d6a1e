import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Env } from './operator-env.ts';
import { SECRETS_FILE } from './places.ts';
import { writePrivate } from './write-private.ts';

export const SECRET_NAMES = [
  'API_KEY_SECRET',
  'ARBITER_GITHUB_WEBHOOK_SECRET',
  'ARBITER_GITLAB_WEBHOOK_TOKEN',
] as const;
export type Secrets = Readonly<Record<(typeof SECRET_NAMES)[number], string>>;

/**
 * The secrets that webhooks and API keys are checked with: the operator's, else those made at an earlier start, else new
 * ones. Made ones are kept, unless `keep` is false.
 */
export async function readSecrets(env: Env, keep: boolean, file = SECRETS_FILE): Promise<Secrets> {
  const kept = keep ? await readKept(file) : {};
  const made: Record<string, string> = {};
  const secrets = Object.fromEntries(
    SECRET_NAMES.map((name) => {
      const given = env[name] ?? kept[name];
      if (given === undefined) made[name] = randomBytes(24).toString('base64url');
      return [name, given ?? made[name]];
    }),
  ) as Secrets;
  if (keep && Object.keys(made).length > 0) await writePrivate(file, { ...kept, ...made });
  return secrets;
}

async function readKept(file: string): Promise<Record<string, string | undefined>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, string | undefined>;
}
