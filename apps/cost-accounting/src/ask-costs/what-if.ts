import type { ReplyOf, RequestOf, Task, WhatIf as WhatIfQuery, WhatIfRoute } from '@arbiter/contracts';
import { QueryFailed } from '@arbiter/messaging';
import { bill, toUsd } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';
import { type PaidCall, SpendingRepository } from '../persistence/spending.repository.ts';
import { Prices } from '../prices/prices.ts';

type Request = RequestOf<typeof WhatIfQuery>;

const PAGE = 10_000;
/** Calls that one question may look at: it prices each of them. */
const MOST = 500_000;

interface Line {
  readonly task: Task;
  readonly provider: string;
  readonly model: string;
  calls: number;
  actual: bigint;
  other: bigint;
}

/**
 * Prices recorded calls as if other models had answered them, each at the prices of its time and with the tokens that were
 * counted: another model's tokenizer would count a few per cent more or less.
 */
@Injectable()
export class WhatIf {
  constructor(
    private readonly spending: SpendingRepository,
    private readonly prices: Prices,
  ) {}

  /** @throws QueryFailed `model-unpriced`, `range-too-wide` */
  async run({ route, from, to, filter = {} }: Request): Promise<ReplyOf<typeof WhatIfQuery>> {
    const lines = new Map<string, Line>();
    let calls = 0;
    for (let last: PaidCall | undefined; ;) {
      const page = await this.spending.paidCalls({ from, to }, filter, last, PAGE);
      for (const call of page) this.#add(lines, route, call);
      calls += page.length;
      last = page.at(-1);
      if (page.length < PAGE) break;
      if (calls >= MOST) throw new QueryFailed('range-too-wide', `More than ${MOST} calls: narrow the range.`, 400);
    }
    const items = [...lines.values()].toSorted((one, other) => Number(other.actual - one.actual));
    return {
      calls,
      actualUsd: toUsd(items.reduce((total, { actual }) => total + actual, 0n)),
      whatIfUsd: toUsd(items.reduce((total, { other }) => total + other, 0n)),
      items: items.map(({ task, provider, model, calls: count, actual, other }) => ({
        task,
        provider,
        model,
        calls: count,
        actualUsd: toUsd(actual),
        whatIfUsd: toUsd(other),
      })),
    };
  }

  #add(lines: Map<string, Line>, route: readonly WhatIfRoute[], call: PaidCall): void {
    const way = route.find(({ task }) => task === call.task) ?? route.find(({ task }) => task === undefined);
    const provider = way?.provider ?? (way ? '' : call.provider);
    const model = way?.model ?? call.model;
    const key = `${call.task}/${provider}/${model}`;
    const line = lines.get(key) ?? { task: call.task as Task, provider, model, calls: 0, actual: 0n, other: 0n };
    line.calls++;
    line.actual += call.pico;
    line.other += way ? this.#priceUnder(way, call) : call.pico;
    lines.set(key, line);
  }

  #priceUnder({ provider, model, serviceTier }: WhatIfRoute, { tokens, usedAt }: PaidCall): bigint {
    if (provider === 'mock') return 0n;
    const price = this.prices.find(model, usedAt.getTime(), provider);
    const billed = price && bill(price, tokens, serviceTier);
    if (!billed) throw new QueryFailed('model-unpriced', 'There is no price for a model of the route.', 400);
    return billed.pico;
  }
}
