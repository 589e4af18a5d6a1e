import { expect } from '@jest/globals';
import { pushBody } from '../senders.ts';
import { type Cases, expectAnswer, type Stage, type Trial } from './case.ts';

const quarantines =
  (...bodies: readonly (string | Buffer)[]): Trial =>
  async (stage) => {
    for (const body of bodies) {
      const answer = await stage.github(body);
      expectAnswer(answer, 'quarantined');
      const kept = await keptOf(stage, answer.body.delivery);
      expect(kept?.equals(Buffer.from(body))).toBe(true);
    }
  };

const accepts =
  (...bodies: readonly string[]): Trial =>
  async (stage) => {
    for (const body of bodies) expectAnswer(await stage.github(body), 'accepted');
  };

async function keptOf({ ground }: Stage, id: string | undefined): Promise<Buffer | undefined> {
  const [row] = await ground.rows<{ body: Buffer }>('select body from delivery where id = $1', [id]);
  return row?.body;
}

const DEEP = 100_000;
const commit = () => (JSON.parse(pushBody()) as { commits: [Record<string, unknown>] }).commits[0];
const withCommits = (...commits: readonly unknown[]) => pushBody({ commits });
const nested = (open: string, close: string) => open.repeat(DEEP) + (open === '[' ? '' : '1') + close.repeat(DEEP);

/** Texts of the kinds that break parsers: JSONTestSuite and the Big List of Naughty Strings, a few of each kind. */
const NAUGHTY = [
  'undefined',
  'NULL',
  '(╯°□°)╯︵ ┻━┻',
  '\u202etest\u202e',
  '‪‪test‪',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '%s%d%n',
  '\u0007\u001b[31m',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠',
  '👩‍👩‍👧‍👦',
  '$(touch x)',
  '../../etc/passwd',
  '{{7*7}}',
  '\ufeff',
  '\uffff',
  'İ',
  '٤٢',
];
const BROKEN = [
  '{',
  '}',
  '[',
  ']',
  '{"a"',
  '{"a":}',
  '{"a":1,}',
  '[1,]',
  "{'a':1}",
  '{"a":01}',
  '{"a":+1}',
  '{"a":.5}',
  '{"a":0x1}',
  '{"a":"\t"}',
  '"\\u12"',
  '{"a":"\\x"}',
  '[1 2]',
  '/**/{}',
  '{}#',
  '\u0000',
  '{"a":\u00001}',
  'nul',
  'TRUE',
  '-',
  '1e',
  '""""',
  '{"a" "b"}',
  '[\u000b]',
  '<xml/>',
];

export const BODY: Cases = {
  'empty, null, true, 1, "x", []': quarantines('', 'null', 'true', '1', '"x"', '[]', '{}'),
  // Decided: JSON has no byte order mark, and no forge sends one.
  BOM: (stage) => quarantines(`\ufeff${pushBody()}`)(stage),
  'trailing garbage, NaN, duplicate keys': async (stage) => {
    await quarantines(`${pushBody()}x`, `${pushBody()}{}`, pushBody().replace('186853002', 'NaN'))(stage);
    // The last of two keys wins.
    await quarantines(pushBody().replace('"id":186853002', '"id":1,"id":-1'))(stage);
    await accepts(pushBody().replace('"id":186853002', '"id":-1,"id":1'))(stage);
  },
  'invalid UTF-8': (stage) => {
    const [before = '', after = ''] = pushBody().split('Fix it');
    const wrong = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc0, 0x80]];
    return quarantines(
      ...wrong.map((bytes) => Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])),
    )(stage);
  },
  '\\u0000 in message/author/branch/path': (stage) =>
    accepts(
      withCommits({ ...commit(), message: 'a\0b', author: { name: '\0', email: 'a\0@b' }, added: ['a\0'] }),
      pushBody({ ref: 'refs/heads/a\0b' }),
      pushBody({ repository: { id: 1, full_name: 'a/\0' } }),
    )(stage),
  'lone surrogate': (stage) =>
    accepts(
      pushBody().replace('Fix it', '\\ud800 and \\udc00'),
      pushBody({ ref: 'refs/heads/x' }).replace('heads/x', 'heads/\\udfff'),
    )(stage),
  'depth 1e5 arrays/objects': async (stage) => {
    await quarantines(nested('[', ']'), nested('{"a":', '}'))(stage);
    await quarantines(pushBody().replace('{', `{"extra":${nested('[', ']')},`))(stage);
    await quarantines(pushBody().replace('"commits":[', `"commits":[${nested('[', ']')},`))(stage);
  },
  '__proto__ / constructor.prototype keys': async (stage) => {
    const keys = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
    await accepts(pushBody().replace('{', keys), pushBody().replace('"repository":{', `"repository":${keys}`))(stage);
    expect({}).not.toHaveProperty('polluted');
  },
  'ids > 2^53, 1e400, negative': (stage) =>
    quarantines(
      ...['9007199254740993', '1e400', '-5', '1.5', '"7"', 'null', '0'].map((id) =>
        pushBody().replace('"id":186853002', `"id":${id}`),
      ),
    )(stage),
  'timestamp 2026-13-45, year 0001/9999, +99:99, missing': async (stage) => {
    const wrong = [
      '2026-13-45T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-01-01T00:00:00Z',
      '2026-01-01T00:00:00+99:99',
      undefined,
    ];
    const bodies = wrong.map((timestamp) => withCommits(commit(), { ...commit(), timestamp }));
    await accepts(...bodies)(stage);
  },
  'all 340 JSONTestSuite files, 500+ naughty strings': async (stage) => {
    await quarantines(...BROKEN)(stage);
    await accepts(
      ...NAUGHTY.map((text) => withCommits({ ...commit(), message: text, author: { name: text, email: text } })),
    )(stage);
    for (const text of NAUGHTY) {
      const { status } = await stage.github(JSON.stringify({ [text]: text }));
      expect(status).toBe(202);
    }
  },
};
