import { ActInSlack, type RequestOf } from '@arbiter/contracts';
import { Queries, QueryFailed } from '@arbiter/messaging';
import { DependencyDown } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { Interaction } from './payloads.ts';

type Act = RequestOf<typeof ActInSlack>;

/** The form of the notifier: its name, and where its words stand. */
const FORM = { callback: 'arbiter-say-otherwise', block: 'words', input: 'text' } as const;

const ACTS: ReadonlySet<string> = new Set<Act['act']>(['accept', 'reject', 'mistaken', 'open-form']);

/** Slack shows an error after three seconds; it is better that we say which. */
const PATIENCE = 2_500;

const UUID = z.uuid();

/** Buttons that were pressed and forms that were sent. The notifier decides; what it says goes back to whoever pressed. */
@Injectable()
export class TakeInteractions {
  constructor(private readonly queries: Queries) {}

  /** @throws Problem */
  async run(document: unknown): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { success, data } = Interaction.safeParse(document);
    const act = success ? actOf(data) : undefined;
    // Of another app, or of a kind that is not ours: acknowledged, and that is all.
    if (act === undefined) return undefined;
    const { outcome, message } = await this.#act(act);
    const shown = act.act === 'send-form' && outcome !== 'decided';
    return shown ? { response_action: 'errors', errors: { [FORM.block]: message } } : undefined;
  }

  async #act(act: Act): Promise<{ readonly outcome: string; readonly message: string }> {
    try {
      return await this.queries.ask(ActInSlack, act, { timeoutMs: PATIENCE });
    } catch (error) {
      // Refused for good: to send it again would change nothing.
      if (error instanceof QueryFailed && error.status < 500) return { outcome: error.code, message: error.message };
      if (error instanceof DependencyDown)
        throw new Problem('service-unavailable', `${error.dependency} does not answer.`);
      throw error;
    }
  }
}

function actOf(interaction: Interaction): Act | undefined {
  if (interaction.type === 'view_closed') return undefined;
  const slackId = interaction.user.id;
  if (interaction.type === 'view_submission') {
    const { callback_id: callback, private_metadata: interventionId, state } = interaction.view;
    const text = state.values[FORM.block]?.[FORM.input]?.value ?? '';
    if (callback !== FORM.callback || !UUID.safeParse(interventionId).success || text === '') return undefined;
    return { interventionId, slackId, act: 'send-form', text: text.slice(0, 4_000) };
  }
  const [action] = interaction.actions;
  if (action?.value === undefined || !ACTS.has(action.action_id) || !UUID.safeParse(action.value).success)
    return undefined;
  const act = { interventionId: action.value, slackId, act: action.action_id as Act['act'] };
  return interaction.trigger_id === undefined ? act : { ...act, triggerId: interaction.trigger_id };
}
