import { ConfigError, loadConfig } from '@arbiter/service';
import { describe, expect, it } from '@jest/globals';
import { gatewayConfig } from '../gateway.config.ts';
import { isCurrent, SecretText, secretsOf, signingKey } from './secrets.ts';

describe('secrets', () => {
  it('rotate: a list with ends and organisations beside the plain one', () => {
    const config = loadConfig(gatewayConfig, {
      ARBITER_GITHUB_WEBHOOK_SECRET: 'a,b [not a list]',
      ARBITER_GITHUB_WEBHOOK_SECRETS:
        '[{"secret":"old","until":"2026-01-01T00:00:00+02:00"},{"secret":"theirs","organization":"Acme"}]',
    });
    expect(secretsOf(config.ARBITER_GITHUB_WEBHOOK_SECRET, config.ARBITER_GITHUB_WEBHOOK_SECRETS)).toEqual([
      { secret: 'a,b [not a list]', until: undefined, organization: undefined },
      { secret: 'old', until: Date.parse('2025-12-31T22:00:00Z'), organization: undefined },
      { secret: 'theirs', until: undefined, organization: 'acme' },
    ]);
  });

  it('end when they end', () => {
    const until = Date.parse('2026-01-01T00:00:00Z');
    expect([isCurrent({ until }, until - 1), isCurrent({ until }, until), isCurrent({ until: undefined })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it.each([
    { ARBITER_GITHUB_WEBHOOK_SECRETS: 'secret' },
    { ARBITER_GITHUB_WEBHOOK_SECRETS: '{"secret":"x"}' },
    { ARBITER_GITHUB_WEBHOOK_SECRETS: '[{"secret":"hunter2","until":"tomorrow"}]' },
    { ARBITER_GITHUB_WEBHOOK_SECRETS: '[{"secret":"hunter2","untill":"2026-01-01T00:00:00Z"}]' },
    { ARBITER_GITLAB_SIGNING_TOKEN: 'whsec_hunter2' },
    { ARBITER_GITLAB_SIGNING_TOKENS: '[{"secret":"whsec_!!"}]' },
    { API_KEY_SECRET: 'hunter2' },
  ])('that are wrong stop the boot, and are not told: %j', (environment) => {
    const load = () => loadConfig(gatewayConfig, environment as NodeJS.ProcessEnv);
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(Object.keys(environment)[0]);
    expect(load).not.toThrow(/hunter2/);
  });

  it('are compared as the bytes that were sent', () => {
    const secret = new SecretText('ключ ü');
    const asHeader = Buffer.from('ключ ü').toString('latin1');
    expect([secret.equals(asHeader), secret.equals('ключ ü'), secret.equals('')]).toEqual([true, false, false]);
  });

  it('for signatures are base64 of at least 16 bytes', () => {
    const takes = (text: string) => signingKey().safeParse(text).success;
    const key = Buffer.alloc(24, 7).toString('base64');
    expect([
      takes(`whsec_${key}`),
      takes(key),
      takes('whsec_'),
      takes('whsec_AAAA'),
      takes('whsec_not base64 at all!'),
    ]).toEqual([true, true, false, false, false]);
  });
});
