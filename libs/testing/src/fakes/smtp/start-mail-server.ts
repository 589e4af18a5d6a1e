import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How the next mail ends: an SMTP answer after its text, or a connection that is cut after its text was taken. */
export type MailFault = { readonly code: number } | 'cut';

/** A mail as it arrived. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text, as they came. */
  readonly raw: string;
}

/** A mail server on the loopback. */
export interface MailServer {
  /** What ARBITER_SMTP_URL has to be. */
  readonly url: string;
  /** Every mail whose text was taken, in the order of arrival. */
  readonly mails: readonly Mail[];
  /** Nobody has this mailbox from now on. */
  refuse(address: string): void;
  failNext(...faults: readonly MailFault[]): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const faults: MailFault[] = [];
  const unknown = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      done(unknown.has(address) ? answer(550, 'no such mailbox') : null);
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const fault = faults.shift();
        if (typeof fault === 'object') {
          done(answer(fault.code, 'not this one'));
          return;
        }
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, raw: Buffer.concat(chunks).toString('utf8') });
        if (fault === 'cut') for (const connection of server.connections) connection._socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
    mails,
    refuse: (address) => {
      unknown.add(address);
    },
    failNext: (...next) => {
      faults.push(...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
