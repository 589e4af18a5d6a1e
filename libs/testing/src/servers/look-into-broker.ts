import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** What an operator would see of a broker. */
export interface BrokerView {
  readonly consumers: readonly {
    readonly stream: string;
    readonly durable: string;
    readonly subject: string | undefined;
  }[];
  /** Every subject that a stream holds messages of, and who says to have sent the last one (`ce-source`). */
  readonly subjects: readonly { readonly subject: string; readonly source: string | undefined }[];
}

/** Reads a broker's consumers and the subjects in its streams. It changes nothing. */
export async function lookIntoBroker(url: string): Promise<BrokerView> {
  const connection = await connect({ servers: url });
  try {
    const manager = await jetstreamManager(connection);
    const consumers: BrokerView['consumers'][number][] = [];
    const subjects: BrokerView['subjects'][number][] = [];
    for await (const name of manager.streams.names()) {
      for await (const { config } of manager.consumers.list(name)) {
        consumers.push({ stream: name, durable: config.durable_name ?? '', subject: config.filter_subject });
      }
      const { state } = await manager.streams.info(name, { subjects_filter: '>' });
      for (const subject of Object.keys(state.subjects ?? {})) {
        const message = await manager.streams.getMessage(name, { last_by_subj: subject });
        subjects.push({ subject, source: message?.header.get('ce-source') });
      }
    }
    return { consumers, subjects };
  } finally {
    await connection.close();
  }
}
