import { runService } from '@arbiter/service/run';
import { reviewConfig } from './review.config.ts';
import { ReviewModule } from './review.module.ts';

await runService({ name: 'review', module: ReviewModule, config: reviewConfig });
