import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONFIGURATION } from './configuration.ts';
import { readConfiguration } from './read-configuration.ts';

const problemsOf = (text: string) => readConfiguration(text).problems;

describe('.arbiter.yml', () => {
  it.each([undefined, '', '  \n', '# nothing yet\n', '---\n'])('that says nothing leaves the defaults: %j', (text) => {
    expect(readConfiguration(text)).toEqual({ configuration: DEFAULT_CONFIGURATION, problems: [] });
  });

  it('is read whole', () => {
    const { configuration, problems } = readConfiguration(`
enabled: true
languages: [typescript, go]
include: ['src/**']
exclude: ['*.gen.ts', '!src/keep.gen.ts']
instructions:
  - path: 'src/api/**'
    text: Every endpoint checks permissions.
guides: true
threshold: major
maxComments: 5
failOn: critical
providerClass: mock
model: gpt-4o-mini
budgets: { maxTokens: 20000, maxCostUsd: 0.1 }
commands: [review, help]
drafts: true
pushes: comments
ignore: ['arbiter/debug-leftover']
`);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({ maxComments: 5, budgets: { maxCostUsd: 0.1 }, pushes: 'comments' });
  });

  it.each([
    ['enabled: maybe', 1, 'enabled'],
    ['# a\n\nthreshold: hihg', 3, 'threshold'],
    ['enabled: true\nfoo: 1', 2, 'foo is not known'],
    ['exclude:\n  - a\n  - 3', 3, 'exclude.1'],
    ['instructions:\n  - path: a\n    text: b\n    also: c', 4, 'instructions.0.also'],
    ['budgets:\n  maxTokens: -1', 2, 'budgets.maxTokens'],
    ['enabled: true\nenabled: false', 2, 'unique'],
    ['a: [', 1, ''],
    ['- a', 1, 'The file'],
    ['x: &a 1\nenabled: *a', 1, 'Aliases'],
    ['a: &a [b, b]\nc: &c [*a, *a]\nd: [*c, *c]', 1, 'Aliases'],
    ['enabled: !!js/function "x"', 1, ''],
    [`model: ${'x'.repeat(200_000)}`, 1, 'longer'],
    ['\tenabled: true', 1, ''],
  ])('is complained of with the line, and the defaults hold: %j', (text, line, words) => {
    const { configuration, problems } = readConfiguration(text);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.message).toContain(words);
    expect(configuration).toBe(DEFAULT_CONFIGURATION);
  });

  it('names every mistake', () => {
    expect(problemsOf('enabled: x\nthreshold: y\nmaxComments: z').map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});
