import { describe, expect, it } from '@jest/globals';
import { Till } from '../testing/till.ts';
import { Dearness } from './dearness.ts';
import { type Choice, downgradesOf, routeOf } from './routes.ts';
import { repositoryClasses } from './repository-class.ts';
import { config } from '../testing/router.ts';

const all: Choice = { available: ['openai', 'anthropic', 'groq'], defaultModel: 'gpt-4o', only: false };
const named = (provider: 'openai' | 'anthropic' | 'groq', defaultModel = 'gpt-4o'): Choice => ({
  available: [provider],
  defaultModel,
  only: true,
});
const names = (route: ReturnType<typeof routeOf>) => route.map(({ provider, model }) => `${provider}/${model}`);

const dearness = new Dearness(new Till());

describe('a route', () => {
  it('gives each task its model, and the default to what has none', () => {
    expect(names(routeOf('extraction', 'standard', all))).toEqual(['groq/llama-3.3-70b-versatile', 'openai/gpt-4o']);
    expect(names(routeOf('tone', 'standard', all))).toEqual(['openai/gpt-4o']);
    expect(names(routeOf('review', 'standard', { ...all, defaultModel: 'claude-opus-5' }))).toEqual([
      'anthropic/claude-opus-5',
    ]);
  });

  it('passes over a provider without a key', () => {
    expect(names(routeOf('extraction', 'standard', { ...all, available: ['openai'] }))).toEqual(['openai/gpt-4o']);
    expect(names(routeOf('tone', 'standard', { ...all, available: ['anthropic'] }))).toEqual([
      'anthropic/claude-sonnet-5',
    ]);
  });

  it('leads everything to the provider that is named, with the default model', () => {
    for (const task of ['extraction', 'tone', 'review'] as const) {
      expect(names(routeOf(task, 'standard', named('openai')))).toEqual(['openai/gpt-4o']);
      expect(names(routeOf(task, 'standard', named('anthropic', 'claude-haiku-4-5')))).toEqual([
        'anthropic/claude-haiku-4-5',
      ]);
      expect(names(routeOf(task, 'standard', named('openai', 'qwen2.5:7b')))).toEqual(['openai/qwen2.5:7b']);
    }
  });

  it('needs one variable for the switch: the shipped default is no model of others', () => {
    expect(names(routeOf('review', 'standard', named('anthropic')))).toEqual(['anthropic/claude-sonnet-5']);
    expect(names(routeOf('review', 'standard', named('groq')))).toEqual(['groq/llama-3.3-70b-versatile']);
  });

  it('takes the default model for critical repositories, and none for those of class mock', () => {
    expect(names(routeOf('extraction', 'critical', all))).toEqual(['openai/gpt-4o']);
    expect(routeOf('review', 'mock', all)).toEqual([]);
  });

  it('goes down to cheaper models of the same provider', async () => {
    const down = downgradesOf([{ provider: 'openai', model: 'gpt-4o' }]);
    expect(names(down)).toEqual(['openai/gpt-4o-mini']);
    for (const model of ['gpt-4o', 'claude-sonnet-5', 'llama-3.3-70b-versatile']) {
      const provider = model.startsWith('gpt') ? 'openai' : model.startsWith('claude') ? 'anthropic' : 'groq';
      for (const cheaper of downgradesOf([{ provider, model }])) {
        expect(await dearness.noDearer(cheaper, { provider, model })).toBe(true);
      }
    }
  });

  it('never falls back to a dearer model, nor to one without a price', async () => {
    const llama = { provider: 'groq', model: 'llama-3.3-70b-versatile' } as const;
    expect(await dearness.noDearer({ provider: 'openai', model: 'gpt-4o' }, llama)).toBe(false);
    expect(await dearness.noDearer({ provider: 'openai', model: 'gpt-4o-mini' }, llama)).toBe(true);
    expect(await dearness.noDearer({ provider: 'openai', model: 'somebodys-own' }, llama)).toBe(false);
  });
});

describe('the class of a repository', () => {
  it('goes by its name', () => {
    const classOf = repositoryClasses(
      config({ ARBITER_CRITICAL_REPOSITORIES: 'octo/*, bank.core/ledger', ARBITER_MOCK_REPOSITORIES: 'octo/play' }),
    );
    expect(['octo/hello', 'Octo/Play', 'bank.core/ledger', 'bankXcore/ledger', undefined].map(classOf)).toEqual([
      'critical',
      'mock',
      'critical',
      'standard',
      'standard',
    ]);
  });
});
