import { type Account, type Answered, type AnswerUsage, type Wish, usagesOf } from '@arbiter/llm';
import type { FileDiff } from '@arbiter/diff';
import type { Pack } from '../packing/pack.ts';
import type { Fault, ReviewTools } from '../review/review.ts';
import { beforehand } from './beforehand.ts';
import { faultOf, isSpent } from './faults.ts';
import type { RawFinding, ReviewAnswer, ReviewInput } from './review.answer.ts';
import { review } from './review.task.ts';

/** What every call of one review has in common. */
export interface Asking {
  readonly key: string;
  readonly account: Account;
  readonly wish: Wish;
  readonly frame: Omit<ReviewInput, 'files'>;
  /** Nobody but the rules is asked: then everything at once. */
  readonly byRules?: boolean;
}

/** What came of one pack. */
export interface AskedPack {
  readonly files: readonly FileDiff[];
  /** Absent where nobody answered: the fault says why. */
  readonly answered?: { readonly by: 'model' | 'rules'; readonly findings: readonly RawFinding[] };
  readonly fault?: Fault;
  /** What was billed, also for nothing. */
  readonly usages: readonly AnswerUsage[];
}

/** A pack that is refused for its size is parted so often. */
const PARTINGS = 2;

/** Calls under way at once where the caps have room for all of them. */
const AT_ONCE = 4;

type Models = NonNullable<ReviewTools['models']>;

/**
 * Asks about each pack, most valuable first. One that finds no room in the budget is parted and tried again, and the rest
 * behind it is not asked: a smaller question would only take what is left from a better one.
 */
export async function askPacks(
  packs: readonly Pack[],
  asking: Asking,
  {
    models,
    signal,
    alongside,
  }: { readonly models: Models; readonly signal?: AbortSignal | undefined; readonly alongside: boolean },
): Promise<AskedPack[]> {
  const asked: AskedPack[] = [];
  const atOnce = alongside ? AT_ONCE : 1;
  for (let next = 0; next < packs.length; next += atOnce) {
    const round = packs.slice(next, next + atOnce);
    const spent = asked.find(({ fault }) => fault !== undefined && isSpent(fault))?.fault;
    if (spent) asked.push(...round.map(({ files }) => ({ files, fault: spent, usages: [] })));
    else asked.push(...(await Promise.all(round.map(({ files }) => askAbout(files, asking, models, signal)))).flat());
  }
  return asked;
}

async function askAbout(
  files: readonly FileDiff[],
  asking: Asking,
  models: Models,
  signal: AbortSignal | undefined,
  partings = PARTINGS,
): Promise<AskedPack[]> {
  const first = await askOnce(files, asking, models, signal);
  const halves = halvesOf(files);
  if (!first.fault || !isSpent(first.fault) || partings === 0 || !halves) return [first];
  const [one, other] = halves;
  const asked = await askAbout(one, asking, models, signal, partings - 1);
  const stillSpent = asked.some(({ fault }) => fault !== undefined && isSpent(fault));
  const rest: AskedPack[] = stillSpent
    ? [{ files: other, fault: first.fault, usages: [] }]
    : await askAbout(other, asking, models, signal, 0);
  return [...asked, ...rest];
}

async function askOnce(
  files: readonly FileDiff[],
  { key, account, wish, frame, byRules }: Asking,
  models: Models,
  signal: AbortSignal | undefined,
): Promise<AskedPack> {
  const input = { ...frame, files };
  const question = { key, input, account, wish };
  const task = byRules ? await beforehand(input) : review;
  try {
    signal?.throwIfAborted();
    const [answered] = await models.askAll(task, [question], signal && { signal });
    if (!answered) throw new TypeError('One question has one answer.');
    return {
      files,
      answered: { by: answererOf(answered), findings: answered.answer.findings },
      usages: answered.usages,
    };
  } catch (error) {
    const fault = faultOf(error, 'review', signal);
    if (!fault) throw error;
    return { files, fault, usages: usagesOf(error) };
  }
}

const answererOf = ({ usages }: Answered<ReviewAnswer>): 'model' | 'rules' =>
  usages.at(-1)?.provider === 'mock' ? 'rules' : 'model';

/** Two parts with whole hunks, the first no smaller than the second; undefined where there is but one hunk. */
function halvesOf(files: readonly FileDiff[]): readonly [readonly FileDiff[], readonly FileDiff[]] | undefined {
  const hunks = files.flatMap((file) => file.hunks.map((hunk) => ({ file, hunk })));
  if (hunks.length < 2) return undefined;
  const middle = Math.ceil(hunks.length / 2);
  const filesOf = (part: typeof hunks): FileDiff[] => {
    const chosen = Map.groupBy(part, ({ file }) => file);
    return [...chosen].map(([file, own]) => ({ ...file, hunks: own.map(({ hunk }) => hunk) }));
  };
  return [filesOf(hunks.slice(0, middle)), filesOf(hunks.slice(middle))];
}
