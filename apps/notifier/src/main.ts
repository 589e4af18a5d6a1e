import { runService } from '@arbiter/service/run';
import { notifierConfig } from './notifier.config.ts';
import { NotifierModule } from './notifier.module.ts';

await runService({ name: 'notifier', module: NotifierModule, config: notifierConfig });
