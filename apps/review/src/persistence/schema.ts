import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateAnalyses1764000400000 } from './migrations/1764000400000-create-analyses.ts';
import { CreateReviews1764000420000 } from './migrations/1764000420000-create-reviews.ts';
import { CreateCommitmentLife1764000500000 } from './migrations/1764000500000-create-commitment-life.ts';
import { CreateParticipation1764000510000 } from './migrations/1764000510000-create-participation.ts';
import { CreateIgnoredRules1764000610000 } from './migrations/1764000610000-create-ignored-rules.ts';
import { EvidenceOfCode1765000100000 } from './migrations/1765000100000-evidence-of-code.ts';
import { IndexReviewedChanges1765000200000 } from './migrations/1765000200000-index-reviewed-changes.ts';
import { QuotesOfFindings1765000300000 } from './migrations/1765000300000-quotes-of-findings.ts';
import { StatisticsNobodyAsksFor1765500000000 } from './migrations/1765500000000-statistics-nobody-asks-for.ts';
import { WorkByRepository1765600000000 } from './migrations/1765600000000-work-by-repository.ts';

/** Review's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'review',
  migrations: [
    CreateAnalyses1764000400000,
    CreateReviews1764000420000,
    CreateCommitmentLife1764000500000,
    CreateParticipation1764000510000,
    CreateIgnoredRules1764000610000,
    EvidenceOfCode1765000100000,
    IndexReviewedChanges1765000200000,
    QuotesOfFindings1765000300000,
    StatisticsNobodyAsksFor1765500000000,
    WorkByRepository1765600000000,
  ],
};
