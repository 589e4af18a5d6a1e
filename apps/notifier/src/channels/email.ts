import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { type Transporter, createTransport } from 'nodemailer';
import { Links } from '../decide/links.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import type { Shipped } from '../rules/shipped.ts';
import type { Attempted, Channel, Post } from './channel.ts';
import { outcomeOfMail } from './mail-outcome.ts';
import { messageOf, questionOf } from './words-of-post.ts';

/** Mail, as plain text. */
@Injectable()
export class Email implements Channel {
  readonly name = 'email';
  readonly roles: Channel['roles'];
  readonly timeout: number;
  #transport: Transporter | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly links: Links,
  ) {
    this.roles = config.ARBITER_SMTP_URL === undefined ? [] : ['proposal', 'message'];
    this.timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1_000;
  }

  async send({ id, role, contact, language, lines }: Post): Promise<Attempted> {
    const [line] = lines;
    if (contact?.email === undefined || line === undefined) return { state: 'failed', word: 'no_email' };
    const asks = role === 'proposal';
    try {
      // First whether there is a server that takes us: what goes wrong here is certain.
      await this.#mail().verify();
    } catch (error) {
      return outcomeOfMail(error, 'before');
    }
    try {
      await this.#mail().sendMail({
        from: this.config.ARBITER_SMTP_FROM,
        to: { name: '', address: contact.email },
        messageId: `<${id}@arbiter>`,
        subject: asks
          ? questionOf(line).headline
          : line.personId === null
            ? 'For you alone'
            : 'About a promise of yours',
        text: asks
          ? [
              questionOf(line).headline,
              questionOf(line).words,
              factsOf(line),
              this.links.listFor(line, contact.personId),
            ]
              .filter((part) => part !== '')
              .join('\n\n')
          : messageOf(lines, language, this.shipped.personas),
        // Nothing that answers by itself should answer this.
        headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { state: 'delivered', remote: id };
    } catch (error) {
      return outcomeOfMail(error, 'sending');
    }
  }

  #mail(): Transporter {
    this.#transport ??= createTransport({
      url: this.config.ARBITER_SMTP_URL ?? '',
      connectionTimeout: this.timeout,
      greetingTimeout: this.timeout,
      socketTimeout: this.timeout,
    });
    return this.#transport;
  }
}

const factsOf = (line: Parameters<typeof questionOf>[0]): string =>
  questionOf(line)
    .facts.map(([name, value]) => `${name}: ${value}`)
    .join('\n');
