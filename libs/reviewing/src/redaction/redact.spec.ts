import { describe, expect, it } from '@jest/globals';
import { fileOf } from '../testing/diffs.ts';
import { redactFile, redactText } from './redact.ts';
import { DRAWN, drawSecret, KINDS } from '../testing/secrets.ts';
import { chance } from '../testing/diffs.ts';

const key = [
  '-----BEGIN RSA PRIVATE KEY-----',
  `MIIE${'aB3/'.repeat(15)}`,
  'q8Zk'.repeat(16),
  'Zm9v',
  '-----END RSA PRIVATE KEY-----',
];
const textsOf = (lines: readonly string[]) =>
  redactFile(fileOf('a', lines)).hunks.flatMap((hunk) => hunk.lines.map(({ text }) => text));

describe('redaction', () => {
  it.each(KINDS)('takes out %s, wherever it stands', (kind) => {
    const random = chance(kind.length * 7919);
    for (let round = 0; round < 50; round++) {
      const secret = drawSecret(kind, random);
      for (const around of DRAWN[kind].around) {
        const redacted = redactText(`first\n${around(secret)}\nlast`);
        expect(redacted).not.toContain(secret);
        expect(redacted.split('\n')).toHaveLength(3);
        expect(redactText(redacted)).toBe(redacted);
      }
    }
  });

  it('takes out private keys of many lines, line for line', () => {
    const lines = textsOf([' const a = 1;', ...key.map((line) => `+${line}`), ' b']);
    expect(lines).toHaveLength(7);
    for (const line of key.slice(1, -1)) expect(lines.join('\n')).not.toContain(line);
    expect([lines[0], lines[6]]).toEqual(['const a = 1;', 'b']);
  });

  it('calls no key what is public, or what only may be one', () => {
    const wrapped = ['MIIDlTCCAn2gAwIBAgIUW4gbCnEmFLzc61v5RFetOH6ARpQwDQYJKoZIhvcNAQEL', 'q8Zk'.repeat(16), 'Zm9v'];
    const open = ['-----BEGIN CERTIFICATE-----', ...wrapped, '-----END CERTIFICATE-----'];
    const [shown, secret] = [textsOf(open.map((line) => `+${line}`)), textsOf(key.map((line) => `+${line}`))];
    expect(shown.join('\n')).not.toMatch(/private-key|wrapped-value/);
    expect(textsOf([...open, ...key].map((line) => `+${line}`))).toEqual([...shown, ...secret]);
    expect(textsOf(wrapped.map((line) => `+${line}`))).toEqual([
      '[redacted wrapped-value]',
      '[redacted wrapped-value]',
      'Zm9v',
    ]);
  });

  it('takes out the middle, the beginning and the end of a key that the hunk cuts, on each side', () => {
    for (const [from, to] of [
      [1, 3],
      [0, 3],
      [2, 5],
    ] as const) {
      const shown = key.slice(from, to);
      const mixed = textsOf(shown.flatMap((line) => [`-${line.toLowerCase()}`, `+${line}`])).join('\n');
      for (const line of shown.filter((each) => each.length === 64)) expect(mixed).not.toContain(line);
    }
    expect(redactText(`k = "${key.join('\\n')}"`)).not.toContain('q8Zk');
  });

  it.each([
    'const token = await getTokenFor(user);',
    'password: process.env.DB_PASSWORD,',
    'secret: ${{ secrets.GITHUB_TOKEN }}',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    'https://example.com/a?b=c',
    'const key = "user.settings.language";',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'git clone git@github.com:owner/name.git',
    'class PasswordResetTokenGenerator extends Base {}',
    'tokens: 1200, keys: 4',
    'username, password = credentials',
    'x(s.litElementHydrateSupport)',
    'err := s.sendV2SamplesWithBackoff(ctx)',
    'translations/sk-f1efa5f4e59fc9d75f2550fb8b076726.json',
    '"SandboxKey": "/var/run/docker/netns/067cd11a63f9",',
    'const key = "test_data_for_the_second_column";',
    'define("APP_KEY_NAME", "some words of a text");',
    "define('AUTH_KEY', 'put your unique phrase here');",
    'image: registry/app@sha256:4b825dc642cb6eb9a060e54bf8d69288fbee49044b825dc642cb6eb9a060e54b',
    'cache.key.prefix=user-settings-of-the-application',
    'Authorization: Bearer undefined-token',
  ])('leaves what is no secret: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    'a'.repeat(200_000),
    'password='.repeat(20_000),
    `${'://'.repeat(30_000)}@`,
    '-----BEGIN '.repeat(20_000),
    '\n'.repeat(100_000),
    'eyJ'.repeat(60_000),
  ])('takes time in proportion to the text', (text) => {
    const began = performance.now();
    redactText(text);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
