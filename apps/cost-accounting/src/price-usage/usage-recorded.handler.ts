import { type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { PriceUsage } from './price-usage.ts';

@Injectable()
export class UsageRecordedHandler {
  constructor(private readonly priceUsage: PriceUsage) {}

  @Consumes(UsageRecordedEvent)
  handle(recorded: readonly UsageRecorded[]): Promise<void> {
    return this.priceUsage.run(recorded);
  }
}
