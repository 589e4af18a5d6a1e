import type { Actor } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { keyOf } from './account.ts';
import { claimOf, claimOfEmail, claimOfSender } from './claim.ts';
import { hostOf } from './forge-hosts.ts';

const hosts = { github: 'github.com', gitlab: 'git.example.org' };
const canonical = (actor: Actor, forge: 'github' | 'gitlab' = 'github') => {
  const account = claimOf(actor, forge, hosts).canonical;
  return account && keyOf(account);
};

describe('the canonical account of an author', () => {
  it.each([
    ['jane@example.org', 'email:jane@example.org'],
    ['  Jane.Doe@EXAMPLE.org ', 'email:jane.doe@example.org'],
    // U+0065 U+0301 and U+00E9 are the same letter; a Cyrillic letter that looks like a Latin one is not.
    ['rene\u0301@example.org', 'email:ren\u00e9@example.org'],
    ['j\u0430ne@example.org', 'email:j\u0430ne@example.org'],
    ['1296269+octocat@users.noreply.github.com', 'github:1296269'],
    ['1296269+Renamed@users.noreply.github.com', 'github:1296269'],
    ['Octocat@users.noreply.github.com', 'github:@octocat'],
    ['7-jane@users.noreply.git.example.org', 'gitlab:7'],
    ['7-jane@users.noreply.gitlab.com', 'gitlab:7@users.noreply.gitlab.com'],
    ['7+jane@users.noreply.ghe.example.org', 'github:7@users.noreply.ghe.example.org'],
    ['1+jane@users.noreply.g\u0456thub.com', 'github:1@users.noreply.g\u0456thub.com'],
    ['jane@users.noreply.example.org', 'email:jane@users.noreply.example.org'],
    ['jsmith@13f79535-47bb-0310-9956-ffa450edef68', 'email:jsmith@13f79535-47bb-0310-9956-ffa450edef68'],
  ])('%s is %s', (email, account) => {
    expect(canonical({ email })).toBe(account);
  });

  it.each([
    '',
    ' ',
    '[REDACTED]',
    'unknown',
    'none@none',
    'root@localhost',
    'root@localhost.localdomain',
    'jane@laptop',
    'jane@laptop.(none)',
    'jane@10.0.0.1',
    'jane@example.invalid',
    '@example.org',
    'jane@',
    'a@b@example.org',
    'jane doe@example.org',
    'jane@exam\u0000ple.org',
    `${'x'.repeat(250)}@example.org`,
  ])('%j names nobody', (email) => {
    expect(canonical({ email, name: 'Jane Doe' })).toBeUndefined();
  });

  it('is the forge’s own id before an address, and a login last', () => {
    expect(canonical({ email: 'jane@example.org', forgeUserId: '7', login: 'jane' })).toBe('github:7');
    expect(canonical({ email: 'jane@example.org', login: 'jane' })).toBe('email:jane@example.org');
    expect(canonical({ email: '[REDACTED]', login: 'Jane' }, 'gitlab')).toBe('gitlab:@jane');
    expect(canonical({ email: '8+jane@users.noreply.github.com', login: 'jane' })).toBe('github:8');
  });

  it('is never made of a name alone', () => {
    expect(canonical({ name: 'Jane Doe' })).toBeUndefined();
  });

  it('is nobody’s where the forge shows a ghost', () => {
    expect(claimOf({ login: 'ghost', forgeUserId: '10137' }, 'github', hosts).accounts).toEqual([]);
  });

  it('leaves an address that identifies nobody to whom it may be linked', () => {
    const claim = claimOfEmail('jane@laptop', hosts);
    expect(claim).toEqual({ accounts: [{ kind: 'email', value: 'jane@laptop' }], bot: false });
  });
});

describe('an automaton', () => {
  it.each<Actor>([
    { email: '49699333+dependabot[bot]@users.noreply.github.com' },
    { email: 'noreply@github.com', name: 'GitHub', login: 'web-flow' },
    { email: 'noreply@anthropic.com' },
    { email: 'cursoragent@cursor.com' },
    { email: 'project_123_bot_4ffca233d8298ea1@noreply.git.example.org' },
    { email: 'group_9_bot@noreply.gitlab.com' },
    { login: 'dependabot' },
    { login: 'renovate[bot]' },
    { login: 'k8s-ci-robot', forgeUserId: '20407524' },
    { login: 'Copilot', forgeUserId: '198982749', bot: true },
    { email: 'ci-bot@example.org' },
  ])('is told by %j', (actor) => {
    expect(claimOf(actor, 'github', hosts).bot).toBe(true);
  });

  it.each<Actor>([
    { email: 'abbot@example.org', login: 'abbot' },
    { email: 'jane@bot.example.org' },
    { email: 'projects@example.org' },
    { name: 'dependabot[bot]', email: 'jane@example.org' },
  ])('is not told by %j', (actor) => {
    expect(claimOf(actor, 'github', hosts).bot).toBe(false);
  });
});

describe('a sender', () => {
  it('is an address, also where it comes as a user id', () => {
    expect(claimOfSender({ userId: 'Jane@example.org' }, hosts).canonical).toEqual({
      kind: 'email',
      value: 'jane@example.org',
    });
  });

  it('is the directory’s or Slack’s id otherwise', () => {
    expect(claimOfSender({ userId: 'U024BE7LH' }, hosts).accounts.map(keyOf)).toEqual([
      'directory:U024BE7LH',
      'slack:U024BE7LH',
    ]);
  });

  it('may be nobody', () => {
    expect(claimOfSender({ userId: ' ' }, hosts).canonical).toBeUndefined();
    expect(claimOfSender({}, hosts).canonical).toBeUndefined();
  });
});

describe('the host of a forge', () => {
  it('is the one that people see', () => {
    expect(hostOf('https://api.github.com')).toBe('github.com');
    expect(hostOf('https://git.example.org/api/v3')).toBe('git.example.org');
  });
});
