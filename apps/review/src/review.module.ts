import { ForgeModule } from '@arbiter/forge';
import { LlmModule } from '@arbiter/llm';
import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { AnalyzeCommits } from './analyze-commits/analyze-commits.ts';
import { AnalyzeTexts } from './analyze-texts/analyze-texts.ts';
import { FindingsQueries } from './count-findings/findings.queries.ts';
import { handlers } from './handlers.ts';
import { AnalysisRepository } from './persistence/analysis.repository.ts';
import { CommitmentRepository } from './persistence/commitment.repository.ts';
import { schema } from './persistence/schema.ts';
import { promiseControllers, promiseProviders } from './promises.ts';
import { ReadWritings } from './read-writings/read-writings.ts';
import { PreviewQueries } from './preview-commitments/preview.queries.ts';
import { Zones } from './read-writings/zones.ts';
import { reviewing } from './review-change/reviewing.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('review'), LlmModule, ForgeModule],
  controllers: [FindingsQueries, ...promiseControllers, PreviewQueries],
  providers: [
    ...handlers,
    ...promiseProviders,
    ...reviewing,
    AnalyzeCommits,
    AnalyzeTexts,
    ReadWritings,
    Zones,
    AnalysisRepository,
    CommitmentRepository,
  ],
})
export class ReviewModule {}
