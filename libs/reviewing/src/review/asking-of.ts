import type { FileDiff } from '@arbiter/diff';
import type { ReviewCaps } from '@arbiter/llm';
import type { Asking } from '../asking/ask-packs.ts';
import { redactText } from '../redaction/redact.ts';
import { matcherOf } from '../selection/globs.ts';
import type { ReviewRequest, ReviewTools } from './review.ts';

/** Longest texts that are told along, characters. */
const LONGEST = { title: 500, description: 4_000, guide: 4_000, said: 300 } as const;

/** Most of what was said before that is told along. */
const MOST_SAID = 30;

/**
 * What every call of a review has in common: what is told along, without secrets, who pays, and whom the repository would
 * like to be asked.
 */
export function askingOf(request: ReviewRequest, files: readonly FileDiff[]): Asking {
  const { key, account, title = '', description = '', guides = [], said = [], configuration } = request;
  const { instructions, providerClass, model, budgets } = configuration;
  const caps = {
    ...(budgets.maxTokens !== undefined && { tokens: budgets.maxTokens }),
    ...(budgets.maxCostUsd !== undefined && { usd: decimal(budgets.maxCostUsd) }),
  };
  return {
    key,
    account: { subject: {}, ...account, reviewCaps: { ...account?.reviewCaps, ...caps } },
    wish: {
      ...(providerClass !== undefined && { class: providerClass }),
      ...(model !== undefined && { model }),
    },
    frame: {
      title: clean(title, LONGEST.title),
      description: clean(description, LONGEST.description),
      instructions: instructions
        .filter(({ path }) => {
          const matches = matcherOf([path]);
          return files.some((file) => matches(file.path));
        })
        .map(({ path, text }) => ({ path, text: redactText(text) })),
      guides: guides.map(({ path, text }) => ({ path, text: clean(text, LONGEST.guide) })),
      said: said.slice(-MOST_SAID).map(({ path, message }) => ({ path, message: clean(message, LONGEST.said) })),
    },
  };
}

/** What goes on behind the end is looked at as well: half a secret is not known for one. */
const clean = (text: string, longest: number): string => redactText(text.slice(0, longest + 2_000)).slice(0, longest);

/** A number of dollars as decimal text. */
const decimal = (usd: number | string): string => (typeof usd === 'string' ? usd : usd.toFixed(12));

/** What the review may use: what the operator allows, or less. */
export function capsOf({ account }: Asking, { reviewCaps }: NonNullable<ReviewTools['models']>): ReviewCaps {
  const tokens = Math.min(reviewCaps.tokens, account.reviewCaps?.tokens ?? Infinity);
  return { usd: reviewCaps.usd, tokens };
}
