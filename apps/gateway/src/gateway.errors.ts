/** One kind of refusal. `advice` says what the caller can do about it. */
export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

/** Every refusal of the gateway, by its stable code. The README's table says the same; a test compares them. */
export const ERRORS = {
  'malformed-request': {
    status: 400,
    title: 'The request is not well-formed HTTP.',
    advice: 'Send one Content-Length or chunked encoding, not both, and headers without control characters.',
  },
  'malformed-delivery-id': {
    status: 400,
    title: 'X-GitHub-Delivery is missing or is not one UUID.',
    advice: 'Send the header once, as GitHub does. A proxy in between may have dropped or doubled it.',
  },
  'invalid-parameters': {
    status: 400,
    title: 'A parameter is missing or wrong.',
    advice: 'See `detail` for the parameter, and /docs for what it takes.',
  },
  'unknown-zone': {
    status: 400,
    title: 'The time zone is not known.',
    advice: 'Give an IANA name, like Europe/Berlin.',
  },
  'not-authentic': {
    status: 401,
    title: 'The signature or token is missing, malformed or wrong.',
    advice: 'Compare the secret of the webhook with the one configured here. A proxy must not change the body.',
  },
  'link-not-valid': {
    status: 401,
    title: 'The link is not ours, or has run out.',
    advice: 'Look into the inbox: what is still open stands there.',
  },
  'no-secret-configured': {
    status: 401,
    title: 'This door is locked: no secret is configured for it.',
    advice: 'The operator sets the variable that the log names, and starts the gateway again.',
  },
  'api-key-required': {
    status: 401,
    title: 'The API key is missing or wrong.',
    advice: 'Send the key in X-API-Key, or in Authorization as a Bearer token.',
  },
  'scim-token-required': {
    status: 401,
    title: 'The SCIM token is missing or wrong.',
    advice: 'Send ARBITER_SCIM_TOKEN as Authorization: Bearer. One that has ended is no longer taken.',
  },
  'operators-only': {
    status: 403,
    title: 'A personal key does not open this.',
    advice: 'Ask the operator. A personal key opens what is about the person whose it is.',
  },
  'person-only': {
    status: 403,
    title: 'Only the person may say this.',
    advice: 'Use the key of the person whom it is about. Nobody says it for them.',
  },
  'not-allowed-to-look': {
    status: 403,
    title: 'The person has not allowed anybody to look.',
    advice: 'Ask the person to allow it (POST /api/v1/privacy/grants with their own key), and say why by `reason`.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here.',
    advice: 'See /docs for what there is. Paths are exact: no trailing slash, lower case.',
  },
  'commit-not-found': {
    status: 404,
    title: 'No such commit is known.',
    advice: 'Give at least seven digits of the SHA. A commit is known a moment after its push was accepted.',
  },
  'delivery-not-held': {
    status: 404,
    title: 'No such delivery is in quarantine.',
    advice: 'See GET /api/v1/quarantine for what is. It may have been released, or its body was kept long enough.',
  },
  'person-not-found': {
    status: 404,
    title: 'Nobody knows this person.',
    advice: 'Name them by person_id, email, slack_id or user_id.',
  },
  'commitment-not-found': {
    status: 404,
    title: 'There is no such commitment of this person.',
    advice: 'GET /api/v1/commitments lists those that there are.',
  },
  'erasure-not-found': {
    status: 404,
    title: 'There is no such erasure.',
    advice: 'POST /api/v1/privacy/erasures answers the id of the one that it began.',
  },
  'intervention-not-found': {
    status: 404,
    title: 'There is no such intervention.',
    advice: 'GET /api/v1/interventions lists those that there are.',
  },
  'unknown-person': {
    status: 404,
    title: 'Nobody is known by that name.',
    advice: 'Give an e-mail address that commits are known by, or link the person by /api/v1/users/config.',
  },
  'budget-not-found': {
    status: 404,
    title: 'There is no such budget.',
    advice: 'GET /api/v1/budgets lists those that there are.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This method is not for this path.',
    advice: 'See the Allow header.',
  },
  'too-slow': {
    status: 408,
    title: 'The request took too long to arrive.',
    advice: 'Send headers and body within ten seconds.',
  },
  'commitment-ended': {
    status: 409,
    title: 'The commitment has come to its end.',
    advice: 'See its state. What was kept or broken can still be disputed; what was taken back stays so.',
  },
  'crowd-merge': {
    status: 409,
    title: 'This would make one person of a crowd.',
    advice: 'Look at who they are. If you mean it, say confirm.',
  },
  'cannot-merge': {
    status: 409,
    title: 'These two are not one person.',
    advice: 'See `detail` for why.',
  },
  'not-merged': {
    status: 409,
    title: 'This person counts as nobody else.',
    advice: 'There is nothing to take back.',
  },
  'directory-not-configured': {
    status: 409,
    title: 'This directory is not configured.',
    advice: 'The operator sets ARBITER_LDAP_URL or ARBITER_GOOGLE_KEY_FILE, and starts identity again.',
  },
  'price-in-use': {
    status: 409,
    title: 'Usage from that date on is priced already.',
    advice: 'Give a later effectiveFrom, or none: prices then hold from now on. The past is never priced anew.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large.',
    advice: 'Webhook bodies may have 25 MiB, others 1 MiB.',
  },
  'unsupported-content-type': {
    status: 415,
    title: 'The content type is not accepted here.',
    advice: 'Send application/json. Webhooks of GitHub may also be application/x-www-form-urlencoded.',
  },
  'unsupported-charset': {
    status: 415,
    title: 'The charset is not accepted.',
    advice: 'Send UTF-8.',
  },
  'unsupported-content-encoding': {
    status: 415,
    title: 'Compressed bodies are not accepted.',
    advice: 'Send the body as it is, without Content-Encoding.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests.',
    advice: 'Wait as long as Retry-After says. Signed webhooks are not limited.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large, or too many.',
    advice: 'Send at most 16 KiB and 100 headers.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here.',
    advice: 'Try again. If it stays, give the operator the time of the request.',
  },
  'directory-unreachable': {
    status: 502,
    title: 'The directory does not answer as it should.',
    advice: 'See the log of identity. Nobody was changed.',
  },
  'cannot-take-it': {
    status: 503,
    title: 'The delivery could not be stored.',
    advice:
      'Send it again after Retry-After seconds: neither the database nor the broker answers, and nothing was kept.',
  },
  'too-busy': {
    status: 503,
    title: 'Too many large bodies are arriving at once.',
    advice: 'Send it again after Retry-After seconds.',
  },
  'service-unavailable': {
    status: 503,
    title: 'A service behind the gateway does not answer.',
    advice: 'See `detail` for which one. Try again after Retry-After seconds.',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** Whether a service behind the gateway names a refusal as this catalogue does. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);
