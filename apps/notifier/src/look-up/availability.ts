import type { Preferences } from '@arbiter/contracts';
import type { NotifierConfig } from '../notifier.config.ts';
import { type Availability, minuteOf } from '../rules/send-window.ts';

/** When somebody may be written to: as they say, else as the operator says. */
export function availabilityOf(preferences: Preferences, config: NotifierConfig): Availability {
  const [from = '00:00', until = '00:00'] = config.ARBITER_QUIET_HOURS.split('-');
  const quiet = preferences.quiet ?? { from, until };
  return {
    zone: preferences.zone ?? config.ARBITER_DEFAULT_ZONE,
    quiet: { from: minuteOf(quiet.from), until: minuteOf(quiet.until) },
    leave: preferences.leave ?? [],
    holidays: preferences.holidays ?? config.ARBITER_HOLIDAYS,
  };
}
