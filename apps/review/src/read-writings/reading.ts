import type { CommitmentMade } from '@arbiter/contracts';
import type { AnswerUsage, Answered, ExtractedItem, ExtractionAnswer } from '@arbiter/llm';
import { stableId } from '@arbiter/service';
import type { Written } from './written.ts';

/** Admitted debt: a sentence and where it stands. */
export interface DebtNote {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly confidence: number;
}

/** What a text was found to hold, and what the finding cost. */
export interface Reading {
  readonly written: Written;
  /** The calls that the answer took, all told as of when the last of them was answered. */
  readonly usages: readonly AnswerUsage[];
  readonly commitments: readonly CommitmentMade[];
  readonly debtNotes: readonly DebtNote[];
}

/** The first line of a merge that a forge or git wrote: whoever merges promises nothing by it. */
const MERGE = /^Merge (?:branch|branches|pull request|merge request|remote-tracking|tag|commit|MR|PR)\b/;

/**
 * Makes a reading of an answer. Nothing is found in what a bot wrote, and no promise in a merge's message: it repeats
 * words of somebody else, whose own text is read where it stands.
 */
export function readingOf(
  text: Written,
  { answer, usages }: Answered<ExtractionAnswer>,
  leastConfidence: number,
): Reading {
  const items = text.author?.kind === 'bot' ? [] : answer.items;
  const promises = isMerge(text) ? [] : items.filter(({ type }) => type === 'commitment');
  const debts = items.filter(({ type }) => type === 'debt');
  return {
    written: text,
    usages: usages.map((usage) => ({ ...usage, at: answeredAt(usages) })),
    commitments: identified(text, promises).map(([id, item]) => toCommitment(id, item, text, leastConfidence)),
    debtNotes: identified(text, debts).map(([id, item]) => toDebtNote(id, item)),
  };
}

/** When the last of the calls was answered, ISO instant. */
export const answeredAt = (usages: readonly AnswerUsage[]): string => usages.at(-1)?.at ?? new Date().toISOString();

const isMerge = ({ source, text }: Written): boolean => source.kind === 'commit' && MERGE.test(text);

/**
 * The same words on the same journey are the same promise, wherever they move when the text is edited; said twice in one
 * text they are two.
 */
function identified({ journey }: Written, items: readonly ExtractedItem[]): [string, ExtractedItem][] {
  const said = new Map<string, number>();
  return items.map((item) => {
    const times = said.get(item.text) ?? 0;
    said.set(item.text, times + 1);
    return [stableId(item.type, journey, item.text, String(times)), item];
  });
}

function toCommitment(id: string, item: ExtractedItem, text: Written, leastConfidence: number): CommitmentMade {
  const { start, end, what, deadline, confidence } = item;
  return {
    commitmentId: id,
    source: text.source,
    ...(text.author ? { person: text.author } : {}),
    span: { start, end },
    quote: item.text,
    what,
    deadline,
    confidence,
    ambiguous: item.ambiguous || confidence < leastConfidence,
    madeAt: text.writtenAt,
  };
}

const toDebtNote = (id: string, { start, end, text, confidence }: ExtractedItem): DebtNote => ({
  id,
  start,
  end,
  quote: text,
  confidence,
});
