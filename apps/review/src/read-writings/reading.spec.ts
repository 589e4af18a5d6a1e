import type { PersonRef } from '@arbiter/contracts';
import type { Answered, ExtractedItem, ExtractionAnswer } from '@arbiter/llm';
import { stableId } from '@arbiter/service';
import { describe, expect, it } from '@jest/globals';
import { readingOf } from './reading.ts';
import { written } from './written.ts';

const ADA: PersonRef = { id: stableId('ada'), kind: 'human', standing: 'known' };

const item = (text: string, over: Partial<ExtractedItem> = {}): ExtractedItem => ({
  type: 'commitment',
  start: 0,
  end: text.length,
  text,
  what: text,
  deadline: null,
  confidence: 0.8,
  ambiguous: false,
  ...over,
});

const answered = (...items: ExtractedItem[]): Answered<ExtractionAnswer> => ({
  answer: { items },
  usages: [
    {
      usageId: 'u-1',
      provider: 'mock',
      model: 'rules',
      tokens: { input: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 1, reasoning: 0 },
      at: '2026-11-18T09:00:00.000Z',
    },
  ],
});

const message = (text: string, author: PersonRef | undefined = ADA) =>
  written(
    { kind: 'message', messageId: stableId('m') },
    { text, writtenAt: '2026-11-18T10:00:00+01:00', author },
    stableId('d'),
  );

describe('a reading', () => {
  it('calls a promise ambiguous below the confidence that is asked for', () => {
    const { commitments } = readingOf(message('x'), answered(item('a', { confidence: 0.74 }), item('b')), 0.75);
    expect(commitments.map(({ ambiguous }) => ambiguous)).toEqual([true, false]);
  });

  it('keeps what the model itself calls ambiguous', () => {
    const { commitments } = readingOf(message('x'), answered(item('a', { ambiguous: true, confidence: 1 })), 0);
    expect(commitments[0]?.ambiguous).toBe(true);
  });

  it('has the same ids every time, also where the words have moved', () => {
    const [here, there] = [0, 9].map((start) =>
      readingOf(message('x'), answered(item('a', { start, end: start + 1 })), 0),
    );
    expect(there?.commitments[0]?.commitmentId).toBe(here?.commitments[0]?.commitmentId);
  });

  it('tells two promises in the same words apart', () => {
    const { commitments } = readingOf(message('x'), answered(item('a'), item('a', { start: 5, end: 6 })), 0);
    expect(new Set(commitments.map(({ commitmentId }) => commitmentId)).size).toBe(2);
  });

  it('holds nothing of a bot', () => {
    const { commitments, debtNotes } = readingOf(
      message('x', { ...ADA, kind: 'bot' }),
      answered(item('a'), item('b', { type: 'debt' })),
      0,
    );
    expect([commitments, debtNotes]).toEqual([[], []]);
  });
});
