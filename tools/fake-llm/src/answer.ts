import { type ExtractedItem, extract, textOfPrompt } from '@arbiter/llm/rules';

/** Deadlines are read again by whoever asked: the day does not matter here. */
const AT = '2026-01-01T09:00:00Z';

/** Answers a prompt as a model would, by the rules of the mock: nothing where the prompt is none of Arbiter's. */
export function answerOf(user: string): unknown {
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
