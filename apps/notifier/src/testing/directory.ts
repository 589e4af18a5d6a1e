import { type Contact, FindContacts, type PersonAddress, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers, Broker, MessagingModule } from '@arbiter/messaging';
import { baseConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import type { INestApplication } from '@nestjs/common';
import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';

/** Whom identity knows: it stands in for the service next door, over the real broker. */
export class Directory {
  readonly people: (Contact & { readonly userId?: string; readonly formerly?: string })[] = [];

  /** Whoever is named; null for whom nobody knows. */
  find(address: PersonAddress): Contact | null {
    const found = this.people.find((person) => isNamed(person, address));
    if (!found) return null;
    const { userId: _, formerly: __, ...contact } = found;
    return contact;
  }
}

function isNamed(person: Directory['people'][number], address: PersonAddress): boolean {
  if ('personId' in address) return person.personId === address.personId || person.formerly === address.personId;
  if ('slackId' in address) return person.slackId === address.slackId;
  return 'email' in address ? person.email === address.email : person.userId === address.userId;
}

/** Runs it as the service `identity`. */
export async function runDirectory(directory: Directory, natsUrl: string): Promise<INestApplication> {
  @Controller()
  class Answering {
    @Answers(FindContacts)
    find({ people }: RequestOf<typeof FindContacts>): Promise<ReplyOf<typeof FindContacts>> {
      return Promise.resolve({ contacts: people.map((address) => directory.find(address)) });
    }
  }
  @Module({ imports: [MessagingModule.forService('identity')], controllers: [Answering] })
  class Neighbour {}
  const schema = z.object(baseConfig);
  const config = loadConfig(schema, { ARBITER_NATS_URL: natsUrl });
  const app = await createService({ name: 'identity', module: Neighbour, config: schema }, config);
  await app.get(Broker, { strict: false }).connected();
  return app;
}
