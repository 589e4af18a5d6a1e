import { randomBytes } from 'node:crypto';
import {
  type Fields,
  type ModelProtocol,
  type ModelRefusal,
  type ModelReply,
  type ModelRequest,
  invalid,
  isFields,
  limitOf,
  strangerIn,
  unauthorized,
  wordsOfUser,
} from './protocol.ts';

const KNOWN = new Set([
  'model',
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'seed',
  'n',
  'stop',
  'user',
  'store',
  'metadata',
  'service_tier',
  'reasoning_effort',
  'response_format',
]);

/** OpenAI's chat completions, or another's that speaks like it. */
export const openAiProtocol = (provider: string, path: string): ModelProtocol => ({
  provider,
  path,
  newId: () => `chatcmpl-${randomBytes(15).toString('base64url')}`,
  read(headers, body) {
    if (!/^Bearer \S+$/.test(headers.authorization ?? '')) return unauthorized;
    if (!isFields(body)) return invalid('The body must be a JSON object.');
    const stranger = strangerIn(body, KNOWN);
    if (stranger !== undefined) return invalid(`Unrecognized request argument supplied: ${stranger}`);
    return requestOf(body);
  },
  write,
  writeRefusal: ({ status, type, message }) => ({
    error: {
      message,
      type,
      param: null,
      code: status === 401 ? 'invalid_api_key' : status === 429 ? 'rate_limit_exceeded' : null,
    },
  }),
});

function requestOf(body: Fields): ModelRequest | ModelRefusal {
  const { model, messages, response_format: format } = body;
  if (typeof model !== 'string' || model === '') return invalid('you must provide a model parameter');
  const limit = limitOf('max_completion_tokens', body['max_completion_tokens'] ?? body['max_tokens']);
  if (typeof limit !== 'number') return limit;
  if (!Array.isArray(messages) || messages.length === 0) return invalid('messages: an array is needed.');
  const turns = messages.filter(isFields);
  if (turns.some(({ role, content }) => typeof role !== 'string' || typeof content !== 'string')) {
    return invalid('messages: each needs a role and a content.');
  }
  const form = formOf(format, turns);
  if (typeof form !== 'string') return form;
  return {
    model,
    limit,
    form,
    prompt: JSON.stringify([messages, format]),
    user: wordsOfUser(turns),
  };
}

/** Strict schemas must name every property as required and allow no others; plain JSON must be spoken of. */
function formOf(format: unknown, turns: readonly Fields[]): string | ModelRefusal {
  if (!isFields(format)) return 'text';
  if (format['type'] === 'json_object') {
    const spoken = turns.some(({ content }) => /json/i.test(String(content)));
    return spoken ? 'json' : invalid("'messages' must contain the word 'json' in some form.");
  }
  const { json_schema: wanted } = format;
  if (format['type'] !== 'json_schema' || !isFields(wanted)) return invalid('response_format: not known.');
  if (typeof wanted['name'] !== 'string' || !/^[\w-]{1,64}$/.test(wanted['name']))
    return invalid('json_schema.name: invalid.');
  const flaw = wanted['strict'] === true ? flawIn(wanted['schema']) : undefined;
  return flaw === undefined ? wanted['name'] : invalid(`Invalid schema for response_format: ${flaw}`);
}

function flawIn(schema: unknown): string | undefined {
  if (!isFields(schema)) return undefined;
  const { properties, required, additionalProperties } = schema;
  if (isFields(properties)) {
    if (additionalProperties !== false) return "'additionalProperties' is required to be supplied and to be false.";
    const missing = Object.keys(properties).find((name) => !Array.isArray(required) || !required.includes(name));
    if (missing !== undefined) return `'required' is required to include every key. Missing '${missing}'.`;
  }
  const inner = [...(isFields(properties) ? Object.values(properties) : []), schema['items']];
  return inner.map(flawIn).find((flaw) => flaw !== undefined);
}

function write({ id, request, text, end, tokens, step }: ModelReply): unknown {
  return {
    id,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: end === 'refused' ? null : text,
          refusal: end === 'refused' ? "I'm sorry, I can't help with that." : null,
        },
        logprobs: null,
        finish_reason: end === 'cut' ? 'length' : 'stop',
      },
    ],
    ...(tokens && {
      usage: {
        // The prompt's count holds what was cached.
        prompt_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite5m,
        completion_tokens: tokens.output,
        total_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.output,
        prompt_tokens_details: {
          cached_tokens: tokens.cacheRead,
          audio_tokens: 0,
          ...(tokens.cacheWrite5m > 0 && { cache_write_tokens: tokens.cacheWrite5m }),
        },
        completion_tokens_details: { reasoning_tokens: tokens.reasoning, audio_tokens: 0 },
      },
    }),
    service_tier: step.serviceTier ?? 'default',
    system_fingerprint: null,
  };
}
