import { runService } from '@arbiter/service/run';
import { gateway } from './gateway.service.ts';

await runService(gateway);
