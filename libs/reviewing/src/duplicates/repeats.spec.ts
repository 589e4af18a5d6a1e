import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../review/finding.ts';
import { fileOf } from '../testing/diffs.ts';
import { fingerprintOf, fingerprinted } from './fingerprint.ts';
import { withoutRepeats } from './repeats.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  ruleId: 'arbiter/correctness',
  path: 'src/a.ts',
  side: 'new',
  quote: 'const total = price * count;',
  message: 'The product overflows when `count` is negative; check it before.',
  severity: 'major',
  category: 'correctness',
  confidence: 0.9,
  source: 'model',
  ...more,
});
const said = (of: Finding) => ({
  fingerprint: fingerprintOf(of),
  path: of.path,
  message: of.message,
  ruleId: of.ruleId,
  ...(of.quote !== undefined && { quote: of.quote, side: of.side }),
});
const reasons = (findings: readonly Finding[], before: readonly Finding[] = [], files = [fileOf('src/a.ts', ['+a'])]) =>
  withoutRepeats(fingerprinted(findings), before.map(said), files).setAside.map(({ reason }) => reason);

describe('a fingerprint', () => {
  it('stays when lines move, blanks change or the words are others', () => {
    const first = fingerprintOf(finding({ startLine: 3, endLine: 3 }));
    expect(fingerprintOf(finding({ startLine: 90, endLine: 90 }))).toBe(first);
    expect(fingerprintOf(finding({ quote: '  const total =  price * count;\r' }))).toBe(first);
    expect(fingerprintOf(finding({ message: 'Other words.' }))).toBe(first);
  });

  it('is another for another rule, file, side or code', () => {
    const all = [{}, { ruleId: 'x/y' }, { path: 'b' }, { side: 'old' as const }, { quote: 'other' }].map((more) =>
      fingerprintOf(finding(more)),
    );
    expect(new Set(all).size).toBe(5);
  });

  it('counts like findings of one file, so that none stands for another', () => {
    const [one, two, again] = fingerprinted([
      finding({ startLine: 1 }),
      finding({ startLine: 9 }),
      finding({ startLine: 1 }),
    ]);
    expect(one?.fingerprint).not.toBe(two?.fingerprint);
    expect(again?.fingerprint).toBe(one?.fingerprint);
  });
});

describe('a repeat', () => {
  it('is what was said before, by fingerprint or by meaning', () => {
    expect(reasons([finding()], [finding()])).toEqual(['said-before']);
    const otherwise = finding({
      quote: 'x',
      message: 'When `count` is negative the product overflows: check `count` first.',
    });
    expect(reasons([otherwise], [finding()])).toEqual(['said-before']);
  });

  it('is found in a file that was renamed since', () => {
    const files = [fileOf('src/b.ts', ['+a'], { status: 'renamed', previousPath: 'src/a.ts' })];
    expect(reasons([finding({ path: 'src/b.ts' })], [finding()], files)).toEqual(['said-before']);
  });

  it('is not the same words of a rule at another place', () => {
    const rule = { source: 'rules' as const, ruleId: 'arbiter/debug-leftover', message: 'Remove it.' };
    expect(reasons([finding({ ...rule, quote: 'debugger;' })], [finding({ ...rule, quote: 'debugger' })])).toEqual([]);
    expect(reasons([finding({ ...rule, quote: 'a' }), finding({ ...rule, quote: 'b' })])).toEqual([]);
  });

  describe('of a model in like words', () => {
    const here = finding({ quote: 'await save(user);', message: 'The result of the call is not checked.' });
    const there = finding({ quote: 'await save(order);', message: 'The result of the call is never checked.' });
    const file = (...lines: readonly string[]) => [fileOf('src/a.ts', lines)];
    const between = Array.from({ length: 20 }, (_, at) => ` line ${String(at)}`);

    it('is none where the earlier one still stands elsewhere', () => {
      expect(reasons([there], [here], file('+await save(user);', ...between, '+  await save(order);'))).toEqual([]);
    });

    it('is one where the code of the earlier one was changed into this, or is near', () => {
      expect(reasons([there], [here], file(...between, '+await save(order);'))).toEqual(['said-before']);
      expect(reasons([there], [here], file('+await save(user);', '+await save(order);'))).toEqual(['said-before']);
    });

    it('is one where nobody can tell the places apart', () => {
      const lines = file('+await save(user);', ...between, '+await save(order);');
      const [unknown, both] = [finding({ message: here.message }), 'await save(user);\nawait save(order);'];
      expect(reasons([there], [unknown], lines)).toEqual(['said-before']);
      expect(reasons([finding({ ...there, quote: both })], [here], lines)).toEqual(['said-before']);
      expect(reasons([finding({ ...there, quote: 'lost();' })], [here], lines)).toEqual(['said-before']);
      const twice = file('+await save(user);', ...between, '+await save(order);', '+await save(user);');
      expect(reasons([there], [here], twice)).toEqual(['said-before']);
    });
  });

  it('of ten thousand findings of a tool in one file takes no time to be looked for', () => {
    const many = Array.from({ length: 20_000 }, (_, at) =>
      finding({ source: 'sarif', quote: 'x', startLine: at + 1, endLine: at + 1, message: 'x is unused' }),
    );
    const began = performance.now();
    expect(reasons(many)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('is not the like in another file', () => {
    expect(reasons([finding({ path: 'src/other.ts' })], [finding()])).toEqual([]);
  });

  it('is not what one review says of other lines, in however like words', () => {
    const each = Array.from({ length: 50 }, (_, at) =>
      finding({ quote: `use(${String(at)});`, message: `The result of call ${String(at)} is not checked.` }),
    );
    expect(reasons(each)).toEqual([]);
    expect(
      reasons([...each, finding({ quote: 'use(7);', message: 'The result of call 7 is never checked.' })]),
    ).toEqual(['same-as-another']);
  });

  it('is also what one review says twice, once by a tool and once by a model', () => {
    const tool = finding({
      source: 'sarif',
      ruleId: 'eslint/x',
      message: 'count may be negative, the product overflows: check count before',
    });
    expect(reasons([tool, finding()])).toEqual(['same-as-another']);
  });
});
