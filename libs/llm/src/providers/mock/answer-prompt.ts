import { extract } from '@arbiter/promises';
import type { ExtractedItem } from '../../tasks/extraction.answer.ts';
import { textOfPrompt } from '../../tasks/extraction.prompt.ts';

/** Deadlines are read again by whoever asked: the day does not matter here. */
const AT = '2026-01-01T09:00:00Z';

/**
 * Writes to a prompt what a good model would, by the rules; nothing where the prompt is none of ours. Stand-ins for models
 * answer by it.
 */
export function answerPrompt(user: string): unknown {
  const text = textOfPrompt(user);
  return { items: text === undefined ? [] : extract({ text, at: AT }).items.map(toWire) };
}

const toWire = ({ type, text, who, what, deadline, confidence, ambiguous }: ExtractedItem): unknown => ({
  type,
  quote: text,
  who: who ?? null,
  what,
  deadline: deadline?.text ?? null,
  confidence,
  ambiguous,
});
