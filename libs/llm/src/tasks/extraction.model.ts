import { CUE_WORDS, deadlinesIn } from '@arbiter/promises';
import { z } from 'zod';
import type { ModelSide } from '../language-model.ts';
import {
  type ExtractedItem,
  ExtractedItem as Item,
  type ExtractionAnswer,
  type ExtractionInput,
  MAX_ITEMS,
} from './extraction.answer.ts';
import { extractionPrompt } from './extraction.prompt.ts';

/** What a model writes: quotations, and no offsets, dates or people. */
export const ExtractionWire = z.object({
  items: z.array(
    z.object({
      type: z.enum(['commitment', 'debt']),
      quote: z.string(),
      who: z.string().nullable(),
      what: z.string(),
      deadline: z.string().nullable(),
      confidence: z.number(),
      ambiguous: z.boolean(),
    }),
  ),
});
export type ExtractionWire = z.infer<typeof ExtractionWire>;
type WireItem = ExtractionWire['items'][number];

/** Letters before a deadline's words that belong to their meaning: "by 5 pm". */
const LEAD = 12;

/** How extraction is put to a model. */
export const extractionSide: ModelSide<ExtractionInput, ExtractionAnswer, ExtractionWire> = {
  prompt: extractionPrompt,
  wire: ExtractionWire,
  read,
  fits: ({ items }, { text }) =>
    items.every(({ quote, deadline }) => text.includes(quote) && (deadline === null || text.includes(deadline))),
  output: { most: 2_000, least: 200 },
  near: {
    text: ({ text }) => text,
    cues: ({ text }) => Array.from(text.matchAll(CUE_WORDS), ([cue]) => cue.toLowerCase()),
  },
};

/** Finds each quotation in the text, the second of two equal ones behind the first; what is not there was invented. */
function read({ items }: ExtractionWire, { text, at }: ExtractionInput): ExtractionAnswer {
  const next = new Map<string, number>();
  const found = items.flatMap((item) => {
    const quote = item.quote.trim();
    const said = `${item.type} ${quote}`;
    const start = quote === '' ? -1 : text.indexOf(quote, next.get(said) ?? 0);
    if (start < 0) return [];
    next.set(said, start + quote.length);
    const { success, data } = Item.safeParse(itemOf(item, quote, start, text, at));
    return success ? [data] : [];
  });
  return { items: found.sort((a, b) => a.start - b.start).slice(0, MAX_ITEMS) };
}

function itemOf(
  { type, who, what, deadline, confidence, ambiguous }: WireItem,
  quote: string,
  start: number,
  text: string,
  at: string,
): ExtractedItem {
  const person = who?.trim();
  return {
    type,
    start,
    end: start + quote.length,
    text: quote,
    ...(person ? { who: person.slice(0, 256) } : {}),
    what: (what.trim() || quote).slice(0, 1_000),
    deadline: deadline === null ? null : deadlineOf(deadline.trim(), text, start, at),
    confidence: Math.min(1, Math.max(0, confidence)),
    ambiguous,
  };
}

/** Reads the quoted words by the clock of the text's author. What our grammar does not understand is no deadline. */
function deadlineOf(words: string, text: string, start: number, at: string): ExtractedItem['deadline'] {
  if (words === '') return null;
  const inside = text.indexOf(words, start);
  const place = inside >= 0 ? inside : text.lastIndexOf(words, start);
  if (place < 0) return null;
  const stretch = text.slice(Math.max(0, place - LEAD), place + words.length);
  const read = [...deadlinesIn(stretch, at), ...deadlinesIn(words, at)];
  return (
    read.find((deadline) => deadline.text === words) ?? read.find((deadline) => words.includes(deadline.text)) ?? null
  );
}
