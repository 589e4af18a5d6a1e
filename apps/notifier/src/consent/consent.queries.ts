import { AuditRecordedEvent, type ReplyOf, type RequestOf, SetConsent, ShowConsent } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Database } from '@arbiter/persistence';
import { Controller } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock.ts';
import { Courier } from '../deliver/courier.ts';
import { Contacts } from '../look-up/contacts.ts';
import { OutgoingRepository, told } from '../persistence/outgoing.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';

/** Rule 2: whether leads may hear when somebody is in distress. It is the person's own word, and stands in the audit log. */
@Controller()
export class ConsentQueries {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly recipients: RecipientRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly contacts: Contacts,
    private readonly courier: Courier,
  ) {}

  @Answers(ShowConsent)
  async show({ person }: RequestOf<typeof ShowConsent>): Promise<ReplyOf<typeof ShowConsent>> {
    const personId = await this.contacts.personId(person);
    return { personId, leadsMayKnow: (await this.recipients.find(personId)).leadsMayKnow };
  }

  @Answers(SetConsent)
  async set({ person, leadsMayKnow }: RequestOf<typeof SetConsent>): Promise<ReplyOf<typeof SetConsent>> {
    const personId = await this.contacts.personId(person);
    const at = this.clock.now();
    await this.database.transaction(async (transaction) => {
      await this.recipients.consent(transaction, personId, leadsMayKnow, at);
      const entry = {
        entryId: randomUUID(),
        at: at.toISOString(),
        service: 'notifier' as const,
        actor: { kind: 'person' as const, id: personId },
        action: leadsMayKnow ? 'consent.given' : 'consent.withdrawn',
        personId,
        details: { to: 'leads hear of distress' },
      };
      await this.outgoing.add(transaction, [told(AuditRecordedEvent, entry)]);
    });
    this.courier.wake();
    return { personId, leadsMayKnow };
  }
}
