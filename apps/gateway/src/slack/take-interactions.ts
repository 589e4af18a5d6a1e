import { ActInSlack, type RequestOf, SetConsent, SetPreferences } from '@arbiter/contracts';
import { Queries, QueryFailed } from '@arbiter/messaging';
import { DependencyDown } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { Interaction } from './payloads.ts';

type Act = RequestOf<typeof ActInSlack>;

interface Refusal {
  readonly outcome: string;
  readonly message: string;
}

/** The form of the notifier: its name, and where its words stand. */
const FORM = { callback: 'arbiter-say-otherwise', block: 'words', input: 'text' } as const;

const ACTS: ReadonlySet<string> = new Set<Act['act']>(['accept', 'reject', 'mistaken', 'open-form']);

/** The menu that stands at every message to a person: its name, and what can be chosen. */
const CONSENT = { action: 'consent', give: 'give', withdraw: 'withdraw', end: 'end' } as const;

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
    const consent = success ? consentOf(data) : undefined;
    if (consent !== undefined) {
      await this.#ask(() => this.queries.ask(SetConsent, consent, { timeoutMs: PATIENCE }));
      return undefined;
    }
    const wish = success ? wishOf(data) : undefined;
    if (wish !== undefined) {
      await this.#ask(() => this.queries.ask(SetPreferences, wish, { timeoutMs: PATIENCE }));
      return undefined;
    }
    const act = success ? actOf(data) : undefined;
    // Of another app, or of a kind that is not ours: acknowledged, and that is all.
    if (act === undefined) return undefined;
    const { outcome, message } = await this.#ask(() => this.queries.ask(ActInSlack, act, { timeoutMs: PATIENCE }));
    const shown = act.act === 'send-form' && outcome !== 'decided';
    return shown ? { response_action: 'errors', errors: { [FORM.block]: message } } : undefined;
  }

  async #ask<Reply>(question: () => Promise<Reply>): Promise<Reply | Refusal> {
    try {
      return await question();
    } catch (error) {
      // Refused for good: to send it again would change nothing.
      if (error instanceof QueryFailed && error.status < 500) return { outcome: error.code, message: error.message };
      if (error instanceof DependencyDown)
        throw new Problem('service-unavailable', `${error.dependency} does not answer.`);
      throw error;
    }
  }
}

/** What somebody chose in that menu, about themselves: whoever chose it is whoever Slack says. */
function choiceOf(interaction: Interaction): { readonly slackId: string; readonly choice: string } | undefined {
  if (interaction.type !== 'block_actions') return undefined;
  const [chosen] = interaction.actions;
  if (chosen?.action_id !== CONSENT.action || !chosen.selected_option) return undefined;
  return { slackId: interaction.user.id, choice: chosen.selected_option.value };
}

function consentOf(interaction: Interaction): RequestOf<typeof SetConsent> | undefined {
  const { slackId = '', choice } = choiceOf(interaction) ?? {};
  if (choice !== CONSENT.give && choice !== CONSENT.withdraw) return undefined;
  return { person: { slackId }, leadsMayKnow: choice === CONSENT.give };
}

/** Whoever wants no more messages gets none from now on. */
function wishOf(interaction: Interaction): RequestOf<typeof SetPreferences> | undefined {
  const { slackId = '', choice } = choiceOf(interaction) ?? {};
  return choice === CONSENT.end ? { person: { slackId }, preferences: { optOut: true } } : undefined;
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
