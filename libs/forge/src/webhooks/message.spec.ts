import { describe, expect, it } from '@jest/globals';
import { COMMIT_MESSAGE, RAW_TEXT, readDelivery } from './read-delivery.ts';

describe('texts that come by the API', () => {
  it('reads a commit message with its author', () => {
    const reading = readDelivery('git-api', COMMIT_MESSAGE, { author_email: 'a@b.c', message: 'I will' });
    expect(reading).toEqual({ kind: 'message', sender: { email: 'a@b.c' }, content: { text: 'I will' } });
  });

  it('reads a raw text, also of a user whose id is a number', () => {
    const reading = readDelivery('raw-api', RAW_TEXT, { user_id: 7, raw_text: 'I will' });
    expect(reading).toEqual({ kind: 'message', sender: { userId: '7' }, content: { text: 'I will' } });
  });

  it.each([null, [], {}, { user_id: '', raw_text: 'x' }, { user_id: 'u', raw_text: 1 }])(
    'quarantines %j',
    (document) => {
      expect(readDelivery('raw-api', RAW_TEXT, document).kind).toBe('unprocessable');
    },
  );
});
