import { runService } from '@arbiter/service/run';
import { identityConfig } from './identity.config.ts';
import { IdentityModule } from './identity.module.ts';

await runService({ name: 'identity', module: IdentityModule, config: identityConfig });
