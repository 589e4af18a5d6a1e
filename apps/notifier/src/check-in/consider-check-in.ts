import { ConsiderCheckIn as CheckInQuery, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { Controller, Inject } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Contacts } from '../look-up/contacts.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { MatchRepository } from '../persistence/match.repository.ts';
import { PromiseRepository } from '../persistence/promise.repository.ts';
import { type RecipientRecord, RecipientRepository } from '../persistence/recipient.repository.ts';
import { excuseOf } from '../rules/excuses.ts';
import { personaOf } from '../rules/persona.ts';
import type { Shipped } from '../rules/shipped.ts';
import { SayAtOnce } from './say-at-once.ts';
import { TellLeads } from './tell-leads.ts';

/** A good reason is believed from here on; a sign of distress always is. */
const BELIEVED = 0.75;

/** Whoever is in distress hears only kind words for at least so long, hours. */
const GENTLE_HOURS = 14 * 24;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Rules 1 and 2: what a person's own words about being late ask for. Words of distress are never stored, nor that there
 * were any: what remains is a time until which all words are kind, which cooling-off sets as well. Where to turn is said
 * to the person alone: in the answer, or, where somebody else checks in for them, in private. Leads hear of it only where the person has consented.
 */
@Controller()
export class ConsiderCheckIn {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly promises: PromiseRepository,
    private readonly recipients: RecipientRepository,
    private readonly matches: MatchRepository,
    private readonly contacts: Contacts,
    private readonly tellLeads: TellLeads,
    private readonly sayAtOnce: SayAtOnce,
  ) {}

  @Answers(CheckInQuery)
  async run({
    personId: named,
    commitmentId,
    text,
    forThem = false,
  }: RequestOf<typeof CheckInQuery>): Promise<ReplyOf<typeof CheckInQuery>> {
    const found = excuseOf(text, this.shipped.excuses);
    if (found === undefined) return { excuse: null, confidence: 1, message: null };
    const personId = (await this.contacts.identities([named]))(named);
    const people = [named, personId];
    if (found.excuse === 'burnout_signal') {
      const hours = Math.max(GENTLE_HOURS, this.config.COOLING_OFF_PERIOD_HOURS);
      const until = new Date(this.clock.now().getTime() + hours * HOUR);
      const recipient = await this.recipients.find(people);
      // Whoever said so within a day has been heard: the same check-in that comes twice is told to nobody twice.
      const isKnown = recipient.gentleUntil !== undefined && until.getTime() - recipient.gentleUntil.getTime() < DAY;
      await this.recipients.beGentle(personId, until);
      if (!forThem) return { ...found, message: await this.#turn(personId, recipient, isKnown) };
      // Whoever asks for them learns nothing, not even by how long it takes.
      if (!isKnown) void this.#say(personId, recipient).catch(() => undefined);
      return { ...found, message: null };
    }
    if (found.excuse === 'legitimate' && found.confidence >= BELIEVED) {
      await this.promises.excuse(await this.matches.idsOf(people), commitmentId);
    }
    return { ...found, message: null };
  }

  /** Lets the leads know who may, and answers where the person can turn. */
  async #turn(personId: string, { preferences, leadsMayKnow }: RecipientRecord, isKnown: boolean): Promise<string> {
    const { support, supportShared } = personaOf(this.shipped.personas, preferences.language);
    const isShared = leadsMayKnow && supportShared !== undefined && !isKnown && (await this.tellLeads.run(personId));
    return isShared ? supportShared : support;
  }

  /** The same to a person who does not ask by themselves: it answers their own words, so that quiet hours do not hold it. */
  async #say(personId: string, recipient: RecipientRecord): Promise<void> {
    const [contact] = await this.contacts.find([{ personId }]);
    if (contact) await this.sayAtOnce.run(await this.#turn(personId, recipient, false), contact, recipient.preferences);
  }
}
