import { PreviewCommitments, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers, QueryFailed } from '@arbiter/messaging';
import { UnreadableText, previewItems } from '@arbiter/promises';
import { CONFIG } from '@arbiter/service';
import { Controller, Inject } from '@nestjs/common';
import type { ReviewConfig } from '../review.config.ts';

/**
 * Shows what the rules find in texts. Nothing is stored, counted or published, and no model is asked, whatever is configured:
 * a preview costs nothing.
 */
@Controller()
export class PreviewQueries {
  constructor(@Inject(CONFIG) private readonly config: ReviewConfig) {}

  /** @throws QueryFailed `invalid-parameters` where a date or a zone makes no sense */
  @Answers(PreviewCommitments)
  preview({ texts }: RequestOf<typeof PreviewCommitments>): Promise<ReplyOf<typeof PreviewCommitments>> {
    const sure = this.config.MIN_AI_CONFIDENCE_THRESHOLD;
    try {
      return Promise.resolve({ previews: texts.map((text) => previewItems(text, { sure })) });
    } catch (error) {
      throw error instanceof UnreadableText ? new QueryFailed('invalid-parameters', error.message) : error;
    }
  }
}
