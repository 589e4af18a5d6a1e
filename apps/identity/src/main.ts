import { runService } from '@arbiter/service';
import { identityConfig } from './identity.config.ts';
import { IdentityModule } from './identity.module.ts';

await runService({ name: 'identity', module: IdentityModule, config: identityConfig });
