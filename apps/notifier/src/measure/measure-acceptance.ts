import type { ListAcceptance, ReplyOf } from '@arbiter/contracts';
import { beforeScrape, gauge } from '@arbiter/telemetry';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PromiseRepository } from '../persistence/promise.repository.ts';
import { acceptanceOf } from '../rules/acceptance.ts';

/** Rule 12: how leads take proposals, by department. Where nothing was decided there is no figure. */
@Injectable()
export class MeasureAcceptance implements OnModuleInit {
  constructor(private readonly promises: PromiseRepository) {}

  onModuleInit(): void {
    beforeScrape(async () => {
      for (const { department, decided, rate, rateWithModified } of await this.run()) {
        gauge('acceptanceRate', { department }, rate);
        gauge('acceptanceRateWithModified', { department }, rateWithModified);
        gauge('interventionsDecided', { department }, decided);
      }
    });
  }

  async run(): Promise<ReplyOf<typeof ListAcceptance>['items']> {
    return (await this.promises.allDecided()).flatMap(({ department, ...decided }) => {
      const acceptance = acceptanceOf(decided);
      if (acceptance === undefined) return [];
      const { n, rate, rateWithModified } = acceptance;
      return [
        { department, decided: n, accepted: decided.accepted, modified: decided.modified, rate, rateWithModified },
      ];
    });
  }
}
