import { runService } from '@arbiter/service/run';
import { adminConfig } from './admin.config.ts';
import { AdminModule } from './admin.module.ts';

await runService({ name: 'admin', module: AdminModule, config: adminConfig });
