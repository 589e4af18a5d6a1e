import { extract } from '@arbiter/promises';
import type { Task } from '../language-model.ts';
import { ExtractionAnswer, type ExtractionInput } from './extraction.answer.ts';
import { type ExtractionWire, extractionSide } from './extraction.model.ts';

/** Finds promises and admitted debt in a text. */
export const extraction: Task<ExtractionInput, ExtractionAnswer, ExtractionWire> = {
  name: 'extraction',
  version: '1',
  answer: ExtractionAnswer,
  render: ({ text, at }) => `${at}\n${text}`,
  rules: extract,
  model: extractionSide,
};
