import { Buffer } from 'node:buffer';
import type { FileDiff } from '@arbiter/diff';
import { type AnswerUsage, usagesOf } from '@arbiter/llm';
import type { Finding } from '../review/finding.ts';
import { weightOf } from '../review/order.ts';
import type { Fault, ReviewTools, SetAside } from '../review/review.ts';
import type { Asking } from './ask-packs.ts';
import { faultOf } from './faults.ts';
import { type JudgeInput, judge } from './judge.task.ts';
import { renderHunk } from './render.ts';

/** Below this score a finding is not worth its author's time. */
const LEAST_SCORE = 0.4;

/** Code around a finding that the second pass is shown, characters. */
const CODE = 1_600;

/** Most findings that one call can judge with care. */
const MOST = 40;

export interface Judged {
  readonly kept: readonly Finding[];
  readonly setAside: readonly SetAside[];
  readonly usages: readonly AnswerUsage[];
  readonly fault?: Fault;
}

/**
 * The second pass: asks for each finding whether it is right and worth saying, and sets the others aside. Findings for which
 * there is no room, and all of them where nobody answers, stay as they are.
 */
export async function judgeFindings(
  findings: readonly Finding[],
  files: readonly FileDiff[],
  { key, account, wish, frame: { said } }: Asking,
  {
    models,
    signal,
    bytes,
  }: {
    readonly models: NonNullable<ReviewTools['models']>;
    readonly signal?: AbortSignal | undefined;
    readonly bytes: number;
  },
): Promise<Judged> {
  const { doubted, input } = whatToDoubt(findings, files, said, bytes);
  if (doubted.length === 0) return { kept: findings, setAside: [], usages: [] };
  try {
    const question = { key, input, account, wish };
    const [answered] = await models.askAll(judge, [question], signal && { signal });
    if (!answered) throw new TypeError('One question has one answer.');
    const verdicts = new Map(
      answered.answer.judgements.flatMap((each) => {
        const finding = doubted[each.index];
        return finding ? [[finding, each] as const] : [];
      }),
    );
    const setAside = findings.flatMap((finding): SetAside[] => {
      const { judgement = 'keep', score = 1 } = verdicts.get(finding) ?? {};
      if (judgement === 'keep') return score < LEAST_SCORE ? [{ finding, reason: 'unsure' }] : [];
      return [{ finding, reason: REASONS[judgement] }];
    });
    const gone = new Set(setAside.map(({ finding }) => finding));
    return { kept: findings.filter((finding) => !gone.has(finding)), setAside, usages: answered.usages };
  } catch (error) {
    const fault = faultOf(error, 'judge', signal);
    if (!fault) throw error;
    return { kept: findings, setAside: [], usages: usagesOf(error), fault };
  }
}

const REASONS = { wrong: 'judged-wrong', trivial: 'judged-trivial', said: 'said-before' } as const;

/** The weightiest findings of models, as many as fit: what rules and other tools found is there. */
function whatToDoubt(
  findings: readonly Finding[],
  files: readonly FileDiff[],
  said: JudgeInput['said'],
  bytes: number,
): { readonly doubted: readonly Finding[]; readonly input: JudgeInput } {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const doubted: Finding[] = [];
  const shown: JudgeInput['findings'][number][] = [];
  let left = bytes;
  for (const finding of [...findings].sort((a, b) => weightOf(b) - weightOf(a))) {
    if (finding.source !== 'model' || doubted.length >= MOST) continue;
    const { path, quote = '', message } = finding;
    const each = { path, quote: quote.slice(0, CODE), message, code: codeAround(byPath.get(path), quote) };
    left -= Buffer.byteLength(JSON.stringify(each));
    if (left < 0) break;
    doubted.push(finding);
    shown.push(each);
  }
  return { doubted, input: { findings: shown, said } };
}

/** The hunk that holds the quote's first line, or as much of it as stands around that. */
function codeAround(file: FileDiff | undefined, quote: string): string {
  const first =
    quote
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? '';
  const texts = file?.hunks.map(renderHunk) ?? [];
  const text = texts.find((hunk) => first !== '' && hunk.includes(first)) ?? texts[0] ?? '';
  const at = Math.max(0, text.indexOf(first) - CODE / 2);
  return text.slice(at, at + CODE);
}
