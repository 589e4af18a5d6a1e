import { describe, expect, it } from '@jest/globals';
import { answerPrompt } from '@arbiter/llm/rules';
import { UsageError, parseOptions } from './options.ts';

describe('the stand-in for models', () => {
  it('finds promises in the prompts of Arbiter', () => {
    expect(answerPrompt("<<<TEXT>>>\nI'll add tests by Friday.\n<<<TEXT>>>")).toMatchObject({
      items: [
        { type: 'commitment', quote: "I'll add tests by Friday.", who: 'I', deadline: 'Friday', ambiguous: false },
      ],
    });
  });

  it('finds nothing in the prompts of others', () => {
    expect(answerPrompt("I'll add tests by Friday.")).toEqual({ items: [] });
  });

  it('takes steps by name, and says which there are', async () => {
    expect(await parseOptions(['--script', 'rate-limited, stall'])).toMatchObject({
      script: ['rate-limited', 'stall'],
    });
    await expect(parseOptions(['--script', 'explode'])).rejects.toThrow(UsageError);
    await expect(parseOptions(['--script', 'explode'])).rejects.toThrow(/half-body/);
  });
});
