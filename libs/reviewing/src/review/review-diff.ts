import { type FileDiff, finishInTurns } from '@arbiter/diff';
import { type AskedPack, type Asking, askPacks } from '../asking/ask-packs.ts';
import { judgeFindings } from '../asking/judge-findings.ts';
import { review } from '../asking/review.task.ts';
import { type Packing, pack, packAll } from '../packing/pack.ts';
import { bytesForJudge, roomIn } from '../packing/room.ts';
import { counterFor } from '../packing/tokens.ts';
import { redactFiles } from '../redaction/redact-files.ts';
import { secretsIn } from '../rules/review-by-rules.ts';
import { generatedByContent } from '../selection/generated-by-content.ts';
import { selectInTurns } from '../selection/select.ts';
import { verdictOf } from '../texts/verdict.ts';
import { askingOf, capsOf } from './asking-of.ts';
import { costOf } from './cost.ts';
import { coverageOf } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { ReviewOutcome, ReviewRequest, ReviewTools } from './review.ts';
import { choose, wanted } from './sift.ts';
import { harmlessly, toFinding } from './to-finding.ts';

type Models = NonNullable<ReviewTools['models']>;

/**
 * Reviews a diff: selects, takes secrets out, packs, asks, judges, and leaves out what was said before. It posts nothing
 * and places nothing.
 *
 * Never throws for what a model or a budget did: that is in `faults`, and in the verdict.
 */
export async function reviewDiff(request: ReviewRequest, { models, signal }: ReviewTools): Promise<ReviewOutcome> {
  const { files, configuration, external = [], contentOf } = request;
  const generated = await generatedByContent(files, contentOf);
  const marked = (path: string) => request.marked?.(path) ?? (generated.has(path) ? ('generated' as const) : undefined);
  const selection = await selectInTurns(files, { configuration, marked });
  const clean = await redactFiles(selection.files);
  const asking = askingOf(request, clean);
  const plan = models && (await planOf(clean, asking, models));
  const asked =
    models && plan
      ? await askPacks(
          plan.packing.packs,
          { ...asking, byRules: plan.byRules },
          { models, signal, alongside: plan.alongside },
        )
      : [];
  const { kept, setAside: unwanted } = wanted(
    [...(await findingsOf(asked, clean, models !== undefined)), ...external.map(harmlessly)],
    configuration,
  );
  const bytes = models ? bytesForJudge(capsOf(asking, models)) : 0;
  const judged = models
    ? await judgeFindings(kept, clean, asking, { models, signal, bytes })
    : { kept, setAside: [], usages: [], fault: undefined };
  const chosen = choose(judged.kept, request);
  const usages = [
    ...asked.flatMap((each) => each.usages.map((usage) => ({ task: 'review' as const, usage }))),
    ...judged.usages.map((usage) => ({ task: 'judge' as const, usage })),
  ];
  const outcome = {
    ...chosen,
    setAside: [...unwanted, ...judged.setAside, ...chosen.setAside],
    coverage: coverageOf(files, selection, plan?.packing, asked),
    usages,
    ...costOf(usages.map(({ usage }) => usage)),
    faults: [...asked.flatMap(({ fault }) => (fault ? [fault] : [])), ...(judged.fault ? [judged.fault] : [])],
    reviewers: [...new Set(usages.map(({ usage: { provider, model } }) => `${provider}/${model}`))],
  };
  return { ...outcome, verdict: verdictOf(outcome, configuration) };
}

/** What is asked in which call. Rules take everything at once; a model takes what the caps have room for. */
async function planOf(
  files: readonly FileDiff[],
  asking: Asking,
  models: Models,
): Promise<{ readonly packing: Packing; readonly alongside: boolean; readonly byRules: boolean }> {
  const { provider, model } = await models.answererOf(review, asking);
  const withContent = files.filter(({ hunks }) => hunks.length > 0);
  if (provider === 'mock') return { packing: packAll(withContent), alongside: false, byRules: true };
  const room = roomIn(capsOf(asking, models), asking.frame);
  const packing = await pack(withContent, room, await counterFor(model));
  const held = packing.packs.reduce((sum, { bytes }) => sum + bytes + room.held, 0);
  return { packing, alongside: held + room.reserve <= room.total, byRules: false };
}

/** What was found, harmless now; secrets also where a model answered, which could not see them, or nobody did. */
async function findingsOf(
  asked: readonly AskedPack[],
  clean: readonly FileDiff[],
  looking: boolean,
): Promise<Finding[]> {
  const files = new Map(clean.map((file) => [file.path, file]));
  const blind = asked.length === 0 || asked.some(({ answered }) => answered?.by !== 'rules');
  const secrets = looking && blind ? await finishInTurns(secretsIn(clean)) : [];
  return [
    ...secrets.map((raw) => toFinding(raw, 'rules', files)),
    ...asked.flatMap(({ answered }) =>
      (answered?.findings ?? []).map((raw) => toFinding(raw, answered?.by ?? 'model', files)),
    ),
  ];
}
