import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, baseConfig, defineConfig, flag, loadConfig, secret, stableId } from './index.ts';
import { HealthChecks } from './run.ts';

describe('the configuration', () => {
  const schema = defineConfig({
    ARBITER_POST_COMMENTS: flag(true),
    API_KEY_SECRET: secret(z.string().min(16)).optional(),
  });

  it('has defaults that fit a machine of one', () => {
    expect(loadConfig(schema, {})).toMatchObject({
      ARBITER_DATABASE_URL: 'postgresql://arbiter:arbiter@localhost:5432/arbiter',
      ARBITER_NATS_URL: ['nats://localhost:4222'],
      ARBITER_POST_COMMENTS: true,
    });
  });

  it("takes an address with a driver, as other systems' files have it", () => {
    const { ARBITER_DATABASE_URL } = loadConfig(schema, {
      ARBITER_DATABASE_URL: 'postgresql+asyncpg://u:p@db/arbiter',
    });
    expect(ARBITER_DATABASE_URL).toBe('postgresql://u:p@db/arbiter');
  });

  it('takes several brokers, separated by commas', () => {
    const { ARBITER_NATS_URL } = loadConfig(schema, { ARBITER_NATS_URL: 'nats://a:4222, nats://b:4222' });
    expect(ARBITER_NATS_URL).toEqual(['nats://a:4222', 'nats://b:4222']);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig(schema, { ARBITER_POST_COMMENTS: '' }).ARBITER_POST_COMMENTS).toBe(true);
  });

  it('names every wrong variable, and never its value', () => {
    const wrong = { API_KEY_SECRET: 'tooshort', ARBITER_POST_COMMENTS: 'perhaps', ARBITER_DATABASE_POOL_SIZE: 'many' };
    const error = thrownBy(() => loadConfig(schema, wrong)) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    for (const [variable, value] of Object.entries(wrong)) {
      expect(error.message).toContain(variable);
      expect(error.message).not.toContain(value);
    }
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(loadConfig(schema, {}))).toBe(true);
  });

  it('explains every variable', () => {
    for (const [name, variable] of Object.entries(baseConfig)) {
      expect({ name, explained: variable.description !== undefined }).toEqual({ name, explained: true });
    }
  });
});

describe('a stable id', () => {
  it('is a UUID, the same every time', () => {
    expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
    expect(z.uuid().safeParse(stableId('a', 'b')).success).toBe(true);
  });

  it('differs where the parts differ, also when they read the same together', () => {
    expect(stableId('ab', 'c')).not.toBe(stableId('a', 'bc'));
  });
});

describe('readiness', () => {
  it('names what is down', async () => {
    const health = new HealthChecks();
    health.add('database', () => Promise.resolve());
    health.add('broker', () => Promise.reject(new Error('away')));
    expect(await health.readiness()).toEqual({ ready: false, checks: { database: 'up', broker: 'down' } });
  });

  it('does not wait for a check that hangs', async () => {
    const health = new HealthChecks();
    health.add('redis', () => Promise.withResolvers<undefined>().promise);
    expect(await health.readiness()).toEqual({ ready: false, checks: { redis: 'down' } });
  });

  it('ends when the service drains', async () => {
    const health = new HealthChecks();
    health.drain();
    expect((await health.readiness()).ready).toBe(false);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
