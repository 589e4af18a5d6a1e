import { ForgeModule } from '@arbiter/forge';
import { LlmModule } from '@arbiter/llm';
import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { AnalyzeCommits } from './analyze-commits/analyze-commits.ts';
import { AnalyzeTexts } from './analyze-texts/analyze-texts.ts';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { ListWritingsQueries } from './erase-person/list-writings.queries.ts';
import { FindingsQueries } from './count-findings/findings.queries.ts';
import { following } from './follow-commitments/following.ts';
import { handlers } from './handlers.ts';
import { AnalysisRepository } from './persistence/analysis.repository.ts';
import { CommitmentRepository } from './persistence/commitment.repository.ts';
import { PersonRepository } from './persistence/person.repository.ts';
import { schema } from './persistence/schema.ts';
import { ReadWritings } from './read-writings/read-writings.ts';
import { PreviewQueries } from './preview-commitments/preview.queries.ts';
import { reviewing } from './review-change/reviewing.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('review'), LlmModule, ForgeModule],
  controllers: [FindingsQueries, ListWritingsQueries, ErasePersonQueries, PreviewQueries],
  providers: [
    ...handlers,
    ...following,
    ...reviewing,
    AnalyzeCommits,
    AnalyzeTexts,
    ReadWritings,
    AnalysisRepository,
    CommitmentRepository,
    PersonRepository,
  ],
})
export class ReviewModule {}
