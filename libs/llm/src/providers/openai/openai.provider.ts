import type * as Sdk from 'openai';
import type { OpenAI } from 'openai';
import type { Completion, CompletionRequest, ModelProvider } from '../provider.ts';
import { faultOf } from '../sdk-fault.ts';
import { tierOf, tokensOf } from './openai-usage.ts';

/** Where and how an OpenAI-compatible server is asked. */
export interface OpenAiOptions {
  readonly name: string;
  readonly apiKey: string;
  /** Left out: OpenAI's own. */
  readonly baseURL: string | undefined;
  /** Whether a model takes a JSON Schema for its answer; one that does not is told it, and held to JSON alone. */
  readonly takesSchema: (model: string) => boolean;
}

/** Models that think before they answer: they take no temperature, and know only the newer name of the limit. */
const REASONING = /^(?:o\d|gpt-(?:[5-9]|\d\d))/;

/** Ids shorter than this repeat: some compatible servers count to a thousand. */
const SHORTEST_ID = 20;

/** OpenAI, Groq, and whatever else speaks OpenAI's chat completions. The SDK is loaded with the first question. */
export class OpenAiProvider implements ModelProvider {
  readonly name: string;
  readonly #options: OpenAiOptions;
  #loading: Promise<{ client: OpenAI; sdk: typeof Sdk }> | undefined;

  constructor(options: OpenAiOptions) {
    this.name = options.name;
    this.#options = options;
  }

  ready() {
    return (this.#loading ??= this.#load());
  }

  async complete(request: CompletionRequest): Promise<Completion> {
    const { client, sdk } = await this.ready();
    try {
      const answer = await client.chat.completions.create(this.#body(request), { signal: request.signal });
      return completionOf(answer);
    } catch (error) {
      throw faultOf(this.name, error, sdk);
    }
  }

  async #load() {
    const sdk = await import('openai');
    const { apiKey, baseURL } = this.#options;
    // What else the SDK would read from the environment is set, so that nothing of it is sent to a stranger.
    const client = new sdk.OpenAI({
      apiKey,
      baseURL,
      organization: null,
      project: null,
      maxRetries: 0,
      logLevel: 'off',
    });
    return { client, sdk };
  }

  #body({ model, system, turns, schema, maxOutput }: CompletionRequest): OpenAI.ChatCompletionCreateParamsNonStreaming {
    const takesSchema = this.#options.takesSchema(model);
    const newer = REASONING.test(model) || (this.name === 'openai' && this.#options.baseURL === undefined);
    return {
      model,
      messages: [
        { role: 'system', content: takesSchema ? system : `${system}\n\n${asWords(schema.json)}` },
        ...turns.map(({ role, text }) => ({ role, content: text })),
      ],
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only name of the limit that all compatible servers know
      ...(newer ? { max_completion_tokens: maxOutput } : { max_tokens: maxOutput }),
      ...(REASONING.test(model) ? {} : { temperature: 0 }),
      response_format: takesSchema
        ? { type: 'json_schema', json_schema: { name: schema.name, strict: true, schema: schema.json } }
        : { type: 'json_object' },
    };
  }
}

const asWords = (schema: Readonly<Record<string, unknown>>): string =>
  `Answer with one JSON object of this JSON Schema and nothing else:\n${JSON.stringify(schema)}`;

/** Reads an answer carefully: compatible servers leave out what they please. */
function completionOf(answer: OpenAI.ChatCompletion): Completion {
  const choice = (answer.choices as OpenAI.ChatCompletion.Choice[] | undefined)?.[0];
  const serviceTier = tierOf(answer.service_tier);
  const refusal = choice?.message.refusal ?? undefined;
  const refused = refusal !== undefined || choice?.finish_reason === 'content_filter';
  const id = answer.id as string | undefined;
  return {
    id: id !== undefined && id.length >= SHORTEST_ID ? id : undefined,
    text: choice?.message.content ?? '',
    end: refused ? 'refused' : choice?.finish_reason === 'length' ? 'cut' : 'complete',
    tokens: tokensOf(answer.usage),
    ...(serviceTier && { serviceTier }),
  };
}
