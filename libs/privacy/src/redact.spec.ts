import { describe, expect, it } from '@jest/globals';
import { DigestedTraces, digestOf } from './digested.ts';
import { discover, redact } from './redact.ts';
import { spellingsOf } from './spellings.ts';
import { TraceMatcher } from './trace-matcher.ts';
import type { Trace } from './trace.ts';

const traces: Trace[] = [
  { kind: 'email', value: 'Quilla.Marsh@example.org' },
  { kind: 'login', value: 'quilla' },
  { kind: 'name', value: 'Quilla Marsh' },
  { kind: 'forge-id', value: 'github/583231' },
  { kind: 'user-id', value: 'U-4711' },
];
const known = new TraceMatcher(traces);
const lines = new TraceMatcher([
  ...traces,
  { kind: 'user-id', value: 'U-4711-4711' },
  { kind: 'login', value: 'quilla-m' },
]);
const key = Buffer.from('a key of the tests');
const digested = new DigestedTraces(
  key,
  [...traces, { kind: 'login', value: 'quilla-m' } as const].map((trace) => digestOf(key, trace)),
);

const quilla = { name: 'Quilla Marsh', email: 'quilla.marsh@example.org', username: 'quilla' };
const john = { name: 'John', email: 'john@example.org', username: 'john' };
const trailer = 'Fix\n\nCo-authored-by: Quilla Marsh <quilla.marsh@example.org>';

const push = {
  ref: 'refs/heads/main',
  repository: { id: 1, name: 'hello', full_name: 'octo/hello' },
  pusher: { name: 'quilla', email: 'quilla.marsh@example.org' },
  commits: [
    { id: 'a1', message: 'Secret words of hers', author: quilla, committer: quilla },
    { id: 'b2', message: trailer, author: john },
  ],
};

describe.each([
  ['traces that are known', known],
  ['digests alone', digested],
])('a document is redacted by %s:', (_, erased) => {
  it('a push loses her words and names, and keeps the others’ work', () => {
    const redacted = redact(push, erased) as typeof push;
    expect(JSON.stringify(redacted)).not.toMatch(/quilla|marsh|secret/i);
    expect(redacted.commits[0]).toEqual({ id: 'a1', message: '', author: {}, committer: {} });
    expect(redacted.commits[1]).toMatchObject({ id: 'b2', author: john });
    expect(redacted.commits[1]?.message).toHaveLength(trailer.length);
    expect(redacted.repository).toEqual(push.repository);
  });

  it('a comment loses her words, not those of the issue under it', () => {
    const event = {
      issue: { number: 7, title: 'Slow', body: 'It is slow', user: { login: 'john', id: 2 } },
      comment: {
        id: 9,
        body: 'Mine: secret',
        user: { login: 'quilla', id: 583231, html_url: 'https://github.com/quilla' },
      },
      sender: { login: 'quilla', id: 583231 },
    };
    expect(redact(event, erased)).toEqual({ ...event, comment: { id: 9, body: '', user: {} }, sender: {} });
  });

  it('GitLab’s notes and merge requests lose what is hers alone', () => {
    const note = {
      object_kind: 'note',
      user: { id: 7, username: 'quilla', email: '[REDACTED]' },
      object_attributes: { id: 3, note: 'Mine: secret', author_id: 7 },
      merge_request: { title: 'Fast path', author_id: 8 },
    };
    const redacted = redact(note, erased) as typeof note;
    expect(redacted.object_attributes.note).toBe('');
    expect(redacted.merge_request.title).toBe('Fast path');
    const merged = { ...note, object_attributes: { title: 'By another', author_id: 8 } };
    expect((redact(merged, erased) as typeof merged).object_attributes.title).toBe('By another');
  });

  it('texts from clients lose everything', () => {
    expect(redact({ author_email: 'quilla.marsh@example.org', message: 'secret' }, erased)).toEqual({
      author_email: '',
      message: '',
    });
    expect(redact({ user_id: 'U-4711', raw_text: 'secret' }, erased)).toEqual({ user_id: '', raw_text: '' });
    const other = { user_id: 'U-4712', raw_text: 'not hers' };
    expect(redact(other, erased)).toEqual(other);
  });
});

describe('traces', () => {
  it('are found in texts and documents, and nowhere else', () => {
    for (const text of [
      'ask quilla.marsh@example.org!',
      'thanks Quilla  Marsh',
      'cc @quilla',
      '{"login":"quilla"}',
      '{"id":583231,"x":1}',
      '{"user_id":"U-4711"}',
    ]) {
      expect([text, known.matches(text)]).toEqual([text, true]);
    }
    for (const text of [
      'tranquilla mente',
      'a quilla of water',
      'aquilla.marsh@example.org',
      'Marsh',
      '{"id":5832311}',
      '583231 lines',
    ]) {
      expect([text, known.matches(text)]).toEqual([text, false]);
    }
  });

  it('are found in documents that stand as texts within others, however deep', () => {
    for (const fields of [
      { login: 'quilla' },
      { user: { login: 'quilla', id: 2 } },
      { user: { id: 583231, login: 'other' } },
      { user_id: 'U-4711' },
    ]) {
      let document = JSON.stringify(fields);
      for (let depth = 0; depth < 3; depth++) {
        expect([depth, document, known.matches(document)]).toEqual([depth, document, true]);
        document = JSON.stringify({ body: document, deliveryId: 'd' });
      }
    }
    const other = JSON.stringify({ body: JSON.stringify({ login: 'quillaby', id: 5832310, title: 'quilla' }) });
    expect(known.matches(other)).toBe(false);
  });

  it('are found, and masked, at the beginning of a line in a document, however deep', () => {
    for (const mention of ['Quilla Marsh', 'Quilla\nMarsh', 'quilla.marsh@example.org', 'U-4711-4711', 'quilla-m']) {
      for (const before of ['It was\n', 'It was\t', '<', '\u000b']) {
        let document = JSON.stringify({ text: `${before}${mention}\nwho did it` }).replaceAll('<', String.raw`\u003c`);
        for (let depth = 0; depth < 3; depth++) {
          expect([document, lines.matches(document)]).toEqual([document, true]);
          const masked = lines.mask(document);
          expect(masked).not.toMatch(/quilla|4711/i);
          expect(masked).toHaveLength(document.length);
          expect(JSON.parse(masked)).toBeDefined();
          document = JSON.stringify({ body: document });
        }
      }
    }
  });

  it('are words alone only where they are long, or told by a digit, or somebody says that they name them', () => {
    const text = 'quilla and quillamarsh and q7 tune the marsh, quillas do not';
    const masked = (...some: Trace[]) => new TraceMatcher(some).mask(text);
    expect(masked({ kind: 'login', value: 'quilla' })).toBe(text);
    expect(masked({ kind: 'login', value: 'quillamarsh' }, { kind: 'login', value: 'q7' })).toBe(
      'quilla and ••••••••••• and •• tune the marsh, quillas do not',
    );
    expect(masked({ kind: 'word', value: 'Quilla' })).toBe(
      '•••••• and quillamarsh and q7 tune the marsh, quillas do not',
    );
  });

  it('are found as logins in the words of others, also by their digests alone', () => {
    expect(digested.mask('thanks to quilla-m, and\nquilla-m did it; a quilla of water, quilla-mb, xquilla-m')).toBe(
      'thanks to ••••••••, and\n•••••••• did it; a quilla of water, quilla-mb, xquilla-m',
    );
  });

  it.each([
    ['traces that are known', new TraceMatcher([...traces, { kind: 'login', value: 'quilla-m' }])],
    ['digests alone', digested],
  ])('are found in the addresses that forges make of accounts, by %s', (_, erased) => {
    for (const address of [
      '583231+quilla@users.noreply.github.com',
      '583231+renamed@users.noreply.github.com',
      '7+quilla@users.noreply.github.com',
      'quilla@users.noreply.github.com',
      '9-quilla@users.noreply.gitlab.com',
    ]) {
      const text = `Fix\n\nCo-authored-by: Some Body <${address}>\nReviewed-by: John <john@example.org>`;
      const masked = erased.mask(text);
      expect(masked).toHaveLength(text.length);
      expect(masked).not.toMatch(/quilla|583231|renamed|Some|Body/);
      expect(masked).toContain('\nReviewed-by: John <john@example.org>');
      expect(
        redact({ id: 'a1', message: 'Hers', author: { name: 'Some Body', email: address } }, erased),
      ).toMatchObject({
        message: '',
        author: {},
      });
    }
    const others = 'Co-authored-by: Aquilla <5832310+aquilla@users.noreply.github.com>';
    expect(erased.mask(others)).toBe(others);
  });

  it('are found in trailers however the name before the address is written', () => {
    const only = new TraceMatcher([{ kind: 'email', value: 'quilla.marsh@example.org' }]);
    expect(only.mask('Reviewed-by: QUILLÀ M. <Quilla.Marsh@example.org>')).toBe(
      'Reviewed-by: •••••• •• <••••••••••••••••••••••••>',
    );
    expect(only.mask('Reviewed-by: John <john@example.org>')).toBe('Reviewed-by: John <john@example.org>');
  });

  it('are found in the branches that a forge names after them, and all branches of their changes are theirs', () => {
    const changes = new TraceMatcher([...traces, { kind: 'login', value: 'quilla-m' }]);
    expect(changes.mask('refs/heads/quilla-m-patch-1, quilla-m/fix, quilla-maria')).toBe(
      'refs/heads/••••••••-patch-1, ••••••••/fix, quilla-maria',
    );
    const head = { ref: 'marshs-branch', label: 'quilla:marshs-branch', sha: 'a1' };
    const user = { login: 'quilla', id: 583231 };
    expect(redact({ pull_request: { user, title: 'Hers', head, base: { ref: 'main' } } }, changes)).toEqual({
      pull_request: {
        user: {},
        title: '',
        head: { ref: '•••••••••••••', label: '••••••••••••••••••••', sha: 'a1' },
        base: { ref: 'main' },
      },
    });
    const attributes = { author_id: 1, title: 'Hers', source_branch: 'marshs-branch', target_branch: 'main' };
    expect(redact({ user: { username: 'quilla', id: 1 }, object_attributes: attributes }, changes)).toMatchObject({
      object_attributes: { title: '', source_branch: '•••••••••••••', target_branch: 'main' },
    });
  });

  it('are names without a space, too, where a script has none', () => {
    const li = new TraceMatcher([{ kind: 'name', value: '李小龙' }]);
    expect(li.mask('感谢李小龙的帮助, 李小')).toBe('感谢•••的帮助, 李小');
    expect(li.matches('{"text":"感谢李小龙"}')).toBe(true);
    const short = '李明 and 感谢李明的帮助';
    expect(new TraceMatcher([{ kind: 'name', value: '李明' }]).mask(short)).toBe(short);
    expect(new TraceMatcher([{ kind: 'word', value: '李明' }]).mask(short)).toBe('•• and 感谢••的帮助');
  });

  it('are first names, too, in a text that names the person besides', () => {
    const zoe = new TraceMatcher([
      { kind: 'name', value: 'Zoë May' },
      { kind: 'name', value: 'may zoe' },
      { kind: 'login', value: 'zoe-m' },
    ]);
    expect(zoe.mask('Thanks to Zoë May. Zoë knows that one may, and Zoës do.')).toBe(
      'Thanks to ••• •••. ••• knows that one may, and Zoës do.',
    );
    expect(zoe.mask('Ask @zoe-m: Zoë!')).toBe('Ask @•••••: •••!');
    expect(zoe.mask('Zoë knows in May')).toBe('Zoë knows in May');
  });

  it('are looked for in every way to write them', () => {
    const zoe = { kind: 'name', value: 'Zoë Weiß' } as const;
    const all = new TraceMatcher(spellingsOf(zoe));
    for (const text of ['Zoë Weiß', 'Zoë Weiß'.normalize('NFD'), 'ZOË WEISS', 'ZOË WEISS'.normalize('NFD')]) {
      expect([text, all.mask(text)]).toEqual([text, expect.stringMatching(/^[•\s]+$/)]);
    }
    expect(spellingsOf({ kind: 'login', value: 'jane' })).toEqual([{ kind: 'login', value: 'jane' }]);
  });

  it('lead to further ones that stand beside them', () => {
    const only = new TraceMatcher([{ kind: 'email', value: 'quilla.marsh@example.org' }]);
    expect(discover(push, only)).toEqual(
      expect.arrayContaining([
        { kind: 'name', value: 'Quilla Marsh' },
        { kind: 'login', value: 'quilla' },
      ]),
    );
    expect(discover(push, new TraceMatcher([{ kind: 'login', value: 'nobody' }]))).toEqual([]);
  });

  it('of nobody change nothing', () => {
    const nobody = new TraceMatcher([]);
    expect(redact(push, nobody)).toEqual(push);
    expect(nobody.matches('anything')).toBe(false);
  });
});
