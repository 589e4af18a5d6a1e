import { runService } from '@arbiter/service';
import { gateway } from './gateway.service.ts';

await runService(gateway);
