import { runService } from '@arbiter/service/run';
import { costAccountingConfig } from './cost-accounting.config.ts';
import { CostAccountingModule } from './cost-accounting.module.ts';

await runService({ name: 'cost-accounting', module: CostAccountingModule, config: costAccountingConfig });
