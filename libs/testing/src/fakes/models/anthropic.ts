import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
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
  'system',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'metadata',
  'service_tier',
  'thinking',
  'tools',
  'tool_choice',
]);

/** Anthropic's messages. */
export const anthropicProtocol: ModelProtocol = {
  provider: 'anthropic',
  path: '/v1/messages',
  newId: () => `msg_${randomBytes(15).toString('base64url')}`,
  read(headers, body) {
    if (!isAuthentic(headers)) return unauthorized;
    if (!/^\d{4}-\d\d-\d\d$/.test(String(headers['anthropic-version'])))
      return invalid('anthropic-version: header is required');
    if (!isFields(body)) return invalid('The body must be a JSON object.');
    const stranger = strangerIn(body, KNOWN);
    if (stranger !== undefined) return invalid(`${stranger}: Extra inputs are not permitted`);
    return requestOf(body);
  },
  write,
  writeRefusal: ({ type, message }) => ({ type: 'error', error: { type, message }, request_id: 'req_fake' }),
};

const isAuthentic = ({ authorization, 'x-api-key': key }: IncomingHttpHeaders): boolean =>
  /^Bearer \S+$/.test(authorization ?? '') || (typeof key === 'string' && key !== '');

function requestOf(body: Fields): ModelRequest | ModelRefusal {
  const { model, messages, system = '', tools = [], tool_choice: choice } = body;
  if (typeof model !== 'string' || model === '') return invalid('model: Field required');
  const limit = limitOf('max_tokens', body['max_tokens']);
  if (typeof limit !== 'number') return limit;
  const turns = Array.isArray(messages) ? messages.filter(isFields) : [];
  if (turns[0]?.['role'] !== 'user') return invalid('messages: first message must use the "user" role');
  if (turns.some(({ content }) => content === '')) return invalid('messages: text content blocks must be non-empty');
  const named = isFields(choice) && choice['type'] === 'tool' ? choice['name'] : undefined;
  const tool = Array.isArray(tools) ? tools.filter(isFields).find(({ name }) => name === named) : undefined;
  if (named !== undefined && !tool) return invalid("tool_choice: the named tool is not in 'tools'");
  if (tool && !(isFields(tool['input_schema']) && tool['input_schema']['type'] === 'object')) {
    return invalid('tools.0.input_schema.type: Field required');
  }
  return {
    model,
    limit,
    form: typeof named === 'string' ? named : 'text',
    prompt: JSON.stringify([system, messages, tools]),
    user: wordsOfUser(turns),
  };
}

function write({ id, request, text, end, tokens, step }: ModelReply): unknown {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: end === 'refused' ? [] : [contentOf(request, text)],
    stop_reason:
      end === 'refused' ? 'refusal' : end === 'cut' ? 'max_tokens' : request.form === 'text' ? 'end_turn' : 'tool_use',
    stop_sequence: null,
    ...(tokens && {
      usage: {
        input_tokens: tokens.input,
        cache_read_input_tokens: tokens.cacheRead,
        cache_creation_input_tokens: tokens.cacheWrite5m + tokens.cacheWrite1h,
        cache_creation: {
          ephemeral_5m_input_tokens: tokens.cacheWrite5m,
          ephemeral_1h_input_tokens: tokens.cacheWrite1h,
        },
        output_tokens: tokens.output,
        output_tokens_details: { thinking_tokens: tokens.reasoning },
        service_tier: step.serviceTier ?? 'standard',
      },
    }),
  };
}

/** A tool's input is an object; a model that writes none talks instead. */
function contentOf({ form }: ModelRequest, text: string): unknown {
  try {
    const input: unknown = JSON.parse(text);
    if (form !== 'text' && isFields(input)) return { type: 'tool_use', id: 'toolu_fake', name: form, input };
  } catch {
    // Talk.
  }
  return { type: 'text', text };
}
