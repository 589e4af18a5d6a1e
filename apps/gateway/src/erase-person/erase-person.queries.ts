import { DiscoverTraces, ErasePerson, ExportPerson, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { EraseDeliveries } from './erase-deliveries.ts';
import { ExportDeliveries } from './export-deliveries.ts';

const { gateway: Erase } = ErasePerson;
const { gateway: Export } = ExportPerson;

/** What the gateway holds of somebody: found, handed out, erased. */
@Controller()
export class ErasePersonQueries {
  constructor(
    private readonly deliveries: EraseDeliveries,
    private readonly exported: ExportDeliveries,
  ) {}

  @Answers(DiscoverTraces)
  async discover(request: RequestOf<typeof DiscoverTraces>): Promise<ReplyOf<typeof DiscoverTraces>> {
    return { traces: await this.deliveries.discover(request) };
  }

  @Answers(Erase)
  erase(request: RequestOf<typeof Erase>): Promise<ReplyOf<typeof Erase>> {
    return this.deliveries.erase(request);
  }

  @Answers(Export)
  export(request: RequestOf<typeof Export>): Promise<ReplyOf<typeof Export>> {
    return this.exported.run(request);
  }
}
