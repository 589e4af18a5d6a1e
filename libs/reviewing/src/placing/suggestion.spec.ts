import { describe, expect, it } from '@jest/globals';
import { applySuggestion, suggestionBlock } from './suggestion.ts';

const suggestion = (startLine: number, endLine: number, ...lines: readonly string[]) => ({
  startLine,
  endLine,
  replaced: [],
  lines,
});

describe('a suggestion applied to a file', () => {
  it('changes its lines and no others, and leaves the end of the file as it is', () => {
    expect(applySuggestion('a\nb\nc\n', suggestion(2, 2, 'x', 'y'))).toBe('a\nx\ny\nc\n');
    expect(applySuggestion('a\r\nb\r\nc\r\n', suggestion(2, 2, 'x\r'))).toBe('a\r\nx\r\nc\r\n');
    expect(applySuggestion('a\nb', suggestion(2, 2, 'x'))).toBe('a\nx');
    expect(applySuggestion('a\nb\n', suggestion(2, 2))).toBe('a\n');
    expect(applySuggestion('a\n', suggestion(1, 1))).toBe('');
  });
});

describe('the block of a suggestion', () => {
  it('names on GitLab how many lines above it replaces', () => {
    expect(suggestionBlock('github', suggestion(3, 5, 'x'))).toBe('```suggestion\nx\n```');
    expect(suggestionBlock('gitlab', suggestion(3, 5, 'x'))).toBe('```suggestion:-2+0\nx\n```');
    expect(suggestionBlock('github', suggestion(3, 5))).toBe('```suggestion\n```');
  });

  it('has a fence that is longer than any in its lines', () => {
    expect(suggestionBlock('github', suggestion(1, 1, '````md', 'x', '````'))).toBe(
      '`````suggestion\n````md\nx\n````\n`````',
    );
  });

  it('is none where GitLab takes none of that size', () => {
    expect(suggestionBlock('gitlab', suggestion(1, 102, 'x'))).toBeUndefined();
    expect(suggestionBlock('github', suggestion(1, 102, 'x'))).toBeDefined();
  });
});
