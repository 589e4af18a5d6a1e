import { Broker } from '@arbiter/messaging';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { costAccountingConfig } from './cost-accounting.config.ts';
import { RebuildLedger } from './rebuild-ledger/rebuild-ledger.ts';
import { RebuildModule } from './rebuild-ledger/rebuild.module.ts';

/*
 * `node apps/cost-accounting/dist/rebuild.js`: writes the ledger anew from the events that the broker still holds. The
 * environment is the service's.
 */
const PATIENCE = 30_000;
const app = await createService(
  { name: 'cost-accounting', module: RebuildModule, config: costAccountingConfig },
  loadConfig(costAccountingConfig, process.env),
);
await app.get(Broker, { strict: false }).whenUp(PATIENCE);
const { usages, reservations } = await app.get(RebuildLedger, { strict: false }).run();
console.log(`The ledger is rebuilt from ${usages} usages and ${reservations} reservations.`);
await app.close();
