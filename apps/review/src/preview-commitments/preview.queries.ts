import { PreviewCommitments, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers, QueryFailed } from '@arbiter/messaging';
import { UnreadableText, previewItems } from '@arbiter/promises';
import { Controller } from '@nestjs/common';

/**
 * Shows what the rules find in texts. Nothing is stored, counted or published, and no model is asked, whatever is configured:
 * a preview costs nothing.
 */
@Controller()
export class PreviewQueries {
  /** @throws QueryFailed `invalid-parameters` where a date or a zone makes no sense */
  @Answers(PreviewCommitments)
  preview({ texts }: RequestOf<typeof PreviewCommitments>): Promise<ReplyOf<typeof PreviewCommitments>> {
    try {
      return Promise.resolve({ previews: texts.map((text) => previewItems(text)) });
    } catch (error) {
      throw error instanceof UnreadableText ? new QueryFailed('invalid-parameters', error.message) : error;
    }
  }
}
