import { describe, expect, it } from '@jest/globals';
import { type Approach, baseline, cuesAlone, shipped } from './approaches.ts';
import { crossValidate } from './cross-validate.ts';
import { readCsv } from './csv.ts';
import { foldsOf } from './folds.ts';
import { judge, learn } from './linear-model.ts';
import { modelFile } from './model-file.ts';
import type { Sample } from './samples.ts';
import { bestThreshold, f1At } from './scores.ts';
import { taught } from './taught.ts';

const DEBT = ['Remove unused imports', 'This is an ugly hack', 'Fix typo in the docs', 'TODO: clean this up'];
const NONE = ['Add an endpoint for users', 'Bump version to 2.1', 'Merge branch main', 'Support IPv6 addresses'];

/** Twelve projects that all say the same, each in its own words. */
const SAMPLES: readonly Sample[] = Array.from({ length: 12 }, (_, project) =>
  [...DEBT, ...NONE].map((words, index): Sample => {
    const text = `${words} in module ${'abcdefghijkl'.charAt(project)}${index}`;
    const source = index % 2 === 0 ? 'commit' : 'change';
    return { source, project: `project-${project}`, text, masked: text, debt: DEBT.includes(words) };
  }),
).flat();

describe('the trainer', () => {
  it('reads comma-separated values with quotes, commas and new lines in them', () => {
    expect(readCsv('a,b\r\n1,"x, ""y""\nz"\n,\n"",last')).toEqual([
      { a: '1', b: 'x, "y"\nz' },
      { a: '', b: '' },
      { a: '', b: 'last' },
    ]);
    expect(readCsv('')).toEqual([]);
  });

  it('keeps all of a project in one fold, in folds of about one size', () => {
    const folds = foldsOf(SAMPLES, 4, 1);
    const ofProject = new Map(SAMPLES.map(({ project }, index) => [project, folds[index]]));
    expect(SAMPLES.every(({ project }, index) => ofProject.get(project) === folds[index])).toBe(true);
    for (const fold of [0, 1, 2, 3]) expect(folds.filter((one) => one === fold)).toHaveLength(SAMPLES.length / 4);
  });

  it('finds the threshold at which F1 is best', () => {
    const judged = [0.9, 0.8, 0.7, 0.2, 0.1].map((score, index) => ({ score, debt: index !== 2 && index < 4 }));
    expect(f1At(judged, 0.15)).toBeCloseTo(6 / 7);
    expect(f1At(judged, bestThreshold(judged))).toBeCloseTo(6 / 7);
    expect(f1At(judged, 2)).toBe(0);
  });

  it('learns what tells, and nothing from what only one text shows', () => {
    const examples = Array.from({ length: 40 }, (_, index) => ({
      features: new Map([
        [index % 2 === 0 ? 'hack' : 'add', 1],
        [`only ${index}`, 1],
      ]),
      debt: index % 2 === 0,
    }));
    const learned = learn(examples, 1);
    expect([...learned.weights.keys()].sort()).toEqual(['add', 'hack']);
    expect(judge(learned, new Map([['hack', 1]]))).toBeGreaterThan(1);
    expect(judge(learned, new Map([['add', 1]]))).toBeLessThan(-1);
  });

  it.each([
    ['the model', shipped],
    ['the baseline', baseline],
    ['cues alone', cuesAlone],
    ['the cues that texts teach', taught],
  ] satisfies readonly (readonly [string, Approach])[])('measures %s the same every time', (_, approach) => {
    const measured = crossValidate(SAMPLES, approach, { seed: 1 });
    expect(measured).toEqual(crossValidate(SAMPLES, approach, { seed: 1 }));
    expect(measured.f1.commit).toBeGreaterThan(0.8);
    expect(measured.f1.change).toBeGreaterThan(0.8);
  });

  it('knows no cue that its own texts do not teach', () => {
    const training = SAMPLES.filter(({ text }) => !/\b(?:typo|hack|ugly)\b/.test(text));
    const score = taught(training);
    const sample = (text: string): Sample => ({ source: 'commit', project: 'p', text, masked: text, debt: true });
    expect(score(sample('unused'))).toBeGreaterThan(score(sample('typo')));
    expect(score(sample('typo'))).toBeCloseTo(score(sample('word')));
  });

  it('writes whole numbers, in order, and leaves out what weighs almost nothing', () => {
    const weights = new Map([
      ['b', 1],
      ['a', -0.5],
      ['c', 0.01],
    ]);
    const { text, count } = modelFile({ weights, bias: -1.23456 }, 0.5);
    expect(count).toBe(2);
    expect(JSON.parse(text)).toMatchObject({ bias: -1.235, threshold: 0.5, unit: 0.05, weights: { a: -10, b: 20 } });
    expect(text.indexOf('"a"')).toBeLessThan(text.indexOf('"b"'));
  });
});
