import type * as Sdk from '@anthropic-ai/sdk';
import type { Anthropic } from '@anthropic-ai/sdk';
import type { Completion, CompletionRequest, ModelProvider } from '../provider.ts';
import { faultOf } from '../sdk-fault.ts';
import { tierOf, tokensOf } from './anthropic-usage.ts';

/** Where Anthropic is asked. */
export interface AnthropicOptions {
  readonly name: string;
  readonly apiKey: string;
  /** Left out: Anthropic's own. */
  readonly baseURL: string | undefined;
}

/** Anthropic's messages. The form of an answer is that of a tool which the model must use, and which nobody runs. */
export class AnthropicProvider implements ModelProvider {
  readonly name: string;
  readonly #options: AnthropicOptions;
  #loading: Promise<{ client: Anthropic; sdk: typeof Sdk }> | undefined;

  constructor(options: AnthropicOptions) {
    this.name = options.name;
    this.#options = options;
  }

  ready() {
    return (this.#loading ??= this.#load());
  }

  async complete(request: CompletionRequest): Promise<Completion> {
    const { client, sdk } = await this.ready();
    try {
      const answer = await client.messages.create(bodyOf(request), { signal: request.signal });
      return completionOf(answer);
    } catch (error) {
      throw faultOf(this.name, error, sdk);
    }
  }

  async #load() {
    const sdk = await import('@anthropic-ai/sdk');
    const { apiKey, baseURL } = this.#options;
    // An address is always given: the SDK would read one from the environment.
    const client = new sdk.Anthropic({
      apiKey,
      authToken: null,
      baseURL: baseURL ?? 'https://api.anthropic.com',
      maxRetries: 0,
      logLevel: 'off',
    });
    return { client, sdk };
  }
}

function bodyOf({
  model,
  system,
  turns,
  schema,
  maxOutput,
}: CompletionRequest): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: maxOutput,
    system,
    messages: turns.map(({ role, text }) => ({ role, content: text })),
    tools: [
      {
        name: schema.name,
        description: 'Takes your answer.',
        input_schema: { ...schema.json, type: 'object' },
      },
    ],
    tool_choice: { type: 'tool', name: schema.name, disable_parallel_tool_use: true },
  };
}

/** Reads an answer carefully: what stands before the SDK is not always Anthropic. */
function completionOf(answer: Anthropic.Message): Completion {
  const content = (answer.content as Anthropic.ContentBlock[] | undefined) ?? [];
  const used = content.find((block) => block.type === 'tool_use');
  const said = content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
  const serviceTier = tierOf((answer.usage as Anthropic.Usage | undefined)?.service_tier);
  return {
    id: answer.id,
    text: used ? JSON.stringify(used.input) : said,
    end: answer.stop_reason === 'refusal' ? 'refused' : answer.stop_reason === 'max_tokens' ? 'cut' : 'complete',
    tokens: tokensOf(answer.usage),
    ...(serviceTier && { serviceTier }),
  };
}
