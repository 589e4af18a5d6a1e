/** A parameter in a header. */
const header = (name: string, description: string, required = false) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const query = (name: string) => ({ name, in: 'query', required: false, schema: { type: 'string' } });

const body = (schema: object, ...types: readonly string[]) => ({
  requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema }])) },
});

const fields = (...names: readonly string[]) => ({
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const PAYLOAD = { type: 'object', description: "The sender's own document." };
const REPEATABLE = header('Idempotency-Key', 'Names a text, so that sending it again is known; else the same body is.');
const API_KEY = [{ apiKey: [] }, { bearer: [] }];
const NO_KEY: readonly object[] = [];

const ANSWER = {
  type: 'object',
  required: ['delivery', 'status'],
  properties: {
    delivery: { type: 'string', format: 'uuid' },
    status: { type: 'string', enum: ['accepted', 'duplicate', 'ignored', 'quarantined'] },
    reason: { type: 'string', description: 'Why it is ignored or quarantined.' },
  },
};

/** The doors for deliveries as OpenAPI's operations, by path. What they take is told here, what they check in their classes. */
export const DOOR_OPERATIONS: Readonly<Record<string, object>> = {
  '/webhooks/github': {
    summary: "GitHub's webhooks, signed with ARBITER_GITHUB_WEBHOOK_SECRET.",
    security: NO_KEY,
    parameters: [
      header('X-Hub-Signature-256', 'HMAC of the raw body, as sha256=<hex>.', true),
      header('X-GitHub-Delivery', 'A UUID.', true),
      header('X-GitHub-Event', 'The name of the event, such as push.', true),
    ],
    ...body(PAYLOAD, JSON_TYPE, FORM_TYPE),
  },
  '/webhooks/gitlab': {
    summary: "GitLab's webhooks, with ARBITER_GITLAB_WEBHOOK_TOKEN, or signed with ARBITER_GITLAB_SIGNING_TOKEN.",
    security: NO_KEY,
    parameters: [
      header('X-Gitlab-Token', 'The token, where deliveries are not signed.'),
      header('webhook-signature', 'The signature, with webhook-id and webhook-timestamp.'),
      header('X-Gitlab-Event', 'The name of the event, such as Push Hook.', true),
    ],
    ...body(PAYLOAD, JSON_TYPE),
  },
  '/api/v1/ingest/git': {
    summary:
      "A commit message with an API key, or an organisation's GitHub webhook that is signed with API_KEY_SECRET.",
    security: [...API_KEY, {}],
    parameters: [header('X-Hub-Signature-256', 'Of a webhook of GitHub; without it, an API key.'), REPEATABLE],
    ...body({ anyOf: [fields('author_email', 'message'), PAYLOAD] }, JSON_TYPE, FORM_TYPE),
  },
  '/api/v1/ingest/raw': {
    summary: 'A text of somebody from elsewhere (Jira, Linear, a chat), as a JSON body or as query parameters.',
    security: API_KEY,
    parameters: [query('user_id'), query('raw_text'), REPEATABLE],
    ...body(fields('user_id', 'raw_text'), JSON_TYPE),
  },
};

/** What each of them answers where nothing is wrong. */
export const DOOR_ANSWER = {
  description: 'It is committed; `status` says what becomes of it.',
  content: { [JSON_TYPE]: { schema: ANSWER } },
};
