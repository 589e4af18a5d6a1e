import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Approach, type Sees, baseline, cuesAlone, learnShipped, shipped } from './approaches.ts';
import { type Measured, crossValidate } from './cross-validate.ts';
import { chance } from './folds.ts';
import { modelFile } from './model-file.ts';
import { readSamples } from './samples.ts';
import { taught } from './taught.ts';

const HELP = `Trains the model that finds debt notes, and measures it on projects that it did not learn from.

  npm run train-debt -- FOLDER [--measure]

FOLDER holds satd-commit_messages.csv and satd-pull_requests.csv of yikun-li/satd-different-sources-data.

  --measure   only measure; otherwise libs/promises/data/debt-model.json is written, too
`;

const SEEDS = [1, 2, 3] as const;
/** How many cues are hidden from the judge, to guess what happens where people say it in other words. */
const HIDDEN = 0.2;

const MODEL = new URL('../../../libs/promises/data/debt-model.json', import.meta.url);

const { positionals, values } = parseArgs({ allowPositionals: true, options: { measure: { type: 'boolean' } } });
const [folder] = positionals;
if (folder === undefined) {
  console.log(HELP);
  process.exit(2);
}

const samples = readSamples(folder);
console.log(`${samples.length} texts, ${samples.filter(({ debt }) => debt).length} of them with debt\n`);
console.log('F1 on projects not learned from             commits  changes  threshold');

const dim =
  (seed: number): Sees =>
  (family, alternative) =>
    chance(`${seed} ${family} ${alternative}`) >= HIDDEN;

/** @param how with some cues hidden from the judge, and in how many folds */
function measure(title: string, approach: Approach, how: { hide?: boolean; count?: number } = {}): number {
  const { hide = false, ...rest } = how;
  const measured = SEEDS.map((seed) =>
    crossValidate(samples, approach, { seed, sees: hide ? dim(seed) : undefined, ...rest }),
  );
  const mean = (of: (one: Measured) => number): number =>
    measured.reduce((sum, one) => sum + of(one), 0) / SEEDS.length;
  const threshold = mean((one) => one.threshold);
  const figures = [mean((one) => one.f1.commit), mean((one) => one.f1.change), threshold];
  console.log(`${title.padEnd(44)}${figures.map((figure) => figure.toFixed(3).padEnd(9)).join('')}`);
  return threshold;
}

measure('TF-IDF and logistic regression', baseline);
measure('cues alone', cuesAlone);
measure('cues alone, a fifth of them hidden', cuesAlone, { hide: true });
const seen = measure('the model', shipped);
const unseen = measure('the model, a fifth of the cues hidden', shipped, { hide: true });
measure('the model, only cues its texts teach', taught);
measure('the same, from half of the projects', taught, { count: 2 });
measure('TF-IDF, from half of the projects', baseline, { count: 2 });

if (values.measure !== true) {
  // Between where it is best with all cues and where it is best with some hidden: new projects lie between the two.
  const { text, count } = modelFile(learnShipped(samples), (seen + unseen) / 2);
  writeFileSync(MODEL, text);
  console.log(`\n${count} weights written, ${Math.round(text.length / 1024)} KiB`);
}
