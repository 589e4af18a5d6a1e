import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@arbiter/backing';
import { expect, it } from '@jest/globals';
import { mergeEnv, readOperatorEnv } from './operator-env.ts';

it('the environment goes before .env', async () => {
  const file = join(await temporaryFolder(), '.env');
  await writeFile(file, 'ARBITER_HTTP_PORT=8080 # ours\nLLM_PROVIDER="mock"\n');
  const env = await readOperatorEnv(file, { ARBITER_HTTP_PORT: '9000' });
  expect(env).toEqual({ ARBITER_HTTP_PORT: '9000', LLM_PROVIDER: 'mock' });
});

it('a missing .env is no .env', async () => {
  await expect(readOperatorEnv('/nowhere/.env', { A: '1' })).resolves.toEqual({ A: '1' });
});

it('an empty value does not hide one that is set', () => {
  expect(mergeEnv({ A: 'kept' }, { A: '' })).toEqual({ A: 'kept' });
});
