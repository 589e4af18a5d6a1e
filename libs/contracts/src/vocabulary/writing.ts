import { z } from 'zod';
import { changeJourney, commentJourney, commitJourney, messageJourney, type JourneyKey } from '../core/journey-key.ts';
import { Forge, Instant, RepositoryRef, Sha } from './forge.ts';
import { Text } from './text.ts';

const inRepository = { forge: Forge, repository: RepositoryRef };

/** Where a text was written: what a promise found in it points back to. */
export const WritingRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commit'), ...inRepository, sha: Sha }),
  z.object({ kind: z.literal('change'), ...inRepository, number: z.number().int().positive() }),
  z.object({ kind: z.literal('comment'), ...inRepository, commentId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('message'), messageId: z.uuid() }),
]);
export type WritingRef = z.infer<typeof WritingRef>;

/** The journey that a text is on. */
export function journeyOfWriting(ref: WritingRef): JourneyKey {
  switch (ref.kind) {
    case 'commit':
      return commitJourney(ref, ref.sha);
    case 'change':
      return changeJourney(ref, ref.number);
    case 'comment':
      return commentJourney(ref, ref.commentId);
    case 'message':
      return messageJourney(ref.messageId);
  }
}

/** A text that somebody wrote, and when. */
export const Writing = z.object({ content: Text, writtenAt: Instant });
export type Writing = z.infer<typeof Writing>;
