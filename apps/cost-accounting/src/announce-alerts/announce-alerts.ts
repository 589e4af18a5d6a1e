import { BudgetExhaustedEvent, BudgetWarnedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { toUsd } from '@arbiter/pricing';
import { Recurring } from '@arbiter/service';
import { gauge } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { remainingOf, scopeOf } from '../manage-budgets/budget.ts';
import { type Alert, AlertRepository } from '../persistence/alert.repository.ts';
import { BudgetRepository } from '../persistence/budget.repository.ts';

const EVERY = 1_000;
const AT_ONCE = 100;

/**
 * Publishes what budgets have come to: alerts that were written down with the spending that caused them. One that is
 * published and not yet marked is published again, as the same event. Brings the headroom gauge up to date besides.
 */
@Injectable()
export class AnnounceAlerts implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('alerts', EVERY, () => this.run());

  constructor(
    private readonly alerts: AlertRepository,
    private readonly budgets: BudgetRepository,
    private readonly events: Events,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async run(): Promise<void> {
    const alerts = await this.alerts.waiting(AT_ONCE);
    for (const alert of alerts) await this.#publish(alert);
    if (alerts.length > 0) await this.alerts.markPublished(alerts);
    for (const budget of await this.budgets.find()) {
      const { type } = scopeOf(budget.scope);
      gauge('budgetHeadroom', { budget: budget.id, scope: type }, Number(toUsd(remainingOf(budget))));
    }
  }

  async #publish(alert: Alert): Promise<void> {
    const { budgetId, scope, period, periodStart, capPico, spentPico, percent, at, onExhausted, periodEnds } = alert;
    const data = {
      budgetId,
      scope: scopeOf(scope),
      period,
      periodStart: periodStart.toISOString(),
      capPico,
      spentPico,
      at: at.toISOString(),
    };
    if (percent > 0) return this.events.publish(BudgetWarnedEvent, { ...data, percent: percent as 50 });
    const periodEndsAt = periodEnds?.toISOString() ?? null;
    return this.events.publish(BudgetExhaustedEvent, { ...data, onExhausted, periodEndsAt });
  }
}
