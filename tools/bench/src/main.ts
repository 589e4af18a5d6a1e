import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from './build.ts';
import { benchCost } from './cost/bench-cost.ts';
import { benchGateway } from './gateway/bench-gateway.ts';
import { benchIdentity } from './identity/bench-identity.ts';
import { benchJourney } from './journey/bench-journey.ts';
import { describeMachine } from './measure/machine.ts';
import { settle } from './measure/settle.ts';
import { type Bench, HELP, type Options, UsageError, parseOptions } from './options.ts';
import { benchPromises } from './promises/bench-promises.ts';
import { type Figure, type Finding, type Say, type Versions, isMet } from './report/figure.ts';
import { render } from './report/render.ts';
import { benchReview } from './review/bench-review.ts';
import { benchMemory } from './start/bench-memory.ts';
import { benchStart } from './start/bench-start.ts';

const HOME = process.env['ARBITER_HOME'] ?? resolve(import.meta.dirname, '..', '..', '..', '.arbiter');
const say: Say = (text) => {
  console.error(text);
};

const RUN: Readonly<Record<Bench, (quick: boolean) => Promise<Finding>>> = {
  gateway: (quick) => benchGateway(quick, say),
  start: () => benchStart(say),
  journey: (quick) => benchJourney(quick, say),
  memory: (quick) => benchMemory(quick, say),
  cost: (quick) => benchCost(quick, say),
  review: (quick) => benchReview(quick, say),
  identity: (quick) => benchIdentity(quick, say),
  promises: (quick) => Promise.resolve(benchPromises(quick, say)),
};

/** Runs the benches one after the other; answers the exit code. */
async function run({ benches, quick, out }: Options): Promise<number> {
  const machine = await describeMachine();
  const at = new Date().toISOString();
  say('building what is out of date');
  await build();
  const figures: Record<string, object> = {};
  const rows: Figure[] = [];
  let versions: Versions = {};
  for (const bench of benches) {
    await settle();
    const result = await RUN[bench](quick);
    figures[bench] = result.figures;
    rows.push(...result.rows);
    versions = { ...versions, ...result.versions };
  }
  const file = out ?? join(HOME, 'bench', `${at.replaceAll(':', '-').slice(0, 19)}.json`);
  await mkdir(dirname(file), { recursive: true });
  const judged = rows.map((row) => ({ ...row, met: isMet(row) }));
  await writeFile(file, `${JSON.stringify({ at, quick, machine, versions, rows: judged, figures }, null, 2)}\n`);
  console.log(render(machine, versions, rows));
  console.log(`All of it: ${file}`);
  return judged.some(({ met }) => met === false) ? 1 : 0;
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else process.exitCode = await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}
