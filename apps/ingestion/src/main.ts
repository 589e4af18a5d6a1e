import { runService } from '@arbiter/service/run';
import { ingestionConfig } from './ingestion.config.ts';
import { IngestionModule } from './ingestion.module.ts';

await runService({ name: 'ingestion', module: IngestionModule, config: ingestionConfig });
