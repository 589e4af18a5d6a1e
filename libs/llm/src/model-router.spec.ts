import { ConfigError, defineConfig, loadConfig } from '@arbiter/service';
import { scrape } from '@arbiter/telemetry';
import { describe, expect, it } from '@jest/globals';
import { llmConfig } from './llm.config.ts';
import { ModelRouter } from './model-router.ts';
import { extraction } from './tasks/extraction.task.ts';

const load = (environment: Record<string, string>) => loadConfig(defineConfig(llmConfig), environment);
const question = { key: 'a', input: { text: 'Bump to 2.0', at: '2026-11-18T10:00:00Z' } };

describe('the model router', () => {
  it('asks mock where nothing is configured', async () => {
    const [answered] = await new ModelRouter(load({})).askAll(extraction, [question]);
    expect(answered?.usages[0].provider).toBe('mock');
  });

  it('asks mock where it is named, whatever keys there are', async () => {
    const router = new ModelRouter(load({ LLM_PROVIDER: 'mock', OPENAI_API_KEY: 'sk-x' }));
    expect(await router.askAll(extraction, [question])).toHaveLength(1);
  });

  it('lets no service start with a provider that is named and has no key', () => {
    expect(() => new ModelRouter(load({ LLM_PROVIDER: 'openai' }))).toThrow(ConfigError);
    expect(() => new ModelRouter(load({ LLM_PROVIDER: 'groq', OPENAI_API_KEY: 'sk-x' }))).toThrow(/GROQ_API_KEY/);
    expect(() => load({ LLM_PROVIDER: 'mokc' })).toThrow(/LLM_PROVIDER/);
  });

  it('asks no model for an address alone', () => {
    const router = new ModelRouter(load({ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }));
    expect(router.asksPaidModels).toBe(false);
  });

  it('refuses a task that its provider cannot do', async () => {
    const { answer, version } = extraction;
    const tone = { name: 'tone', answer, version, render: () => '' } as const;
    await expect(new ModelRouter(load({})).askAll(tone, [question])).rejects.toMatchObject({ code: 'task-not-served' });
  });

  it('counts every call', async () => {
    await new ModelRouter(load({})).askAll(extraction, [question, question]);
    const { body } = await scrape();
    expect(body).toMatch(/arbiter_llm_requests_total\{provider="mock",model="rules",task="extraction"\} \d+/);
  });
});
