/** What a metric is. Labels never carry a SHA, a repository or a person. */
export interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Histograms only; seconds unless the name says otherwise. */
  readonly buckets?: readonly number[];
}

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Every metric of every service. The names that operators' dashboards rely on are kept to the letter. */
export const METRICS = {
  llmRequests: {
    type: 'counter',
    name: 'arbiter_llm_requests_total',
    help: 'Calls of a language model, mock included.',
    labels: ['provider', 'model', 'task'],
  },
  llmCacheHits: {
    type: 'counter',
    name: 'arbiter_llm_cache_hits_total',
    help: 'Calls that were answered from the cache.',
    labels: ['provider', 'model', 'task'],
  },
  llmCacheChecks: {
    type: 'counter',
    name: 'arbiter_llm_cache_checks_total',
    help: 'Answers to nearly the same text that were asked anew, by what came of it; `different` were false hits.',
    labels: ['task', 'outcome'],
  },
  llmDuration: {
    type: 'histogram',
    name: 'arbiter_llm_request_duration_seconds',
    help: 'How long one call of a paid model took, by how it ended.',
    labels: ['provider', 'model', 'task', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120],
  },
  llmBreakerState: {
    type: 'gauge',
    name: 'arbiter_llm_breaker_state',
    help: 'Whether a provider is asked: 0 yes, 1 one call tries, 2 not for now.',
    labels: ['provider'],
  },
  costUsd: {
    type: 'counter',
    name: 'arbiter_cost_usd_total',
    help: 'What model calls cost, in US dollars.',
    labels: ['provider', 'model', 'team'],
  },
  tokenUsage: {
    type: 'counter',
    name: 'ai_token_usage_total',
    help: 'Tokens used, by kind.',
    labels: ['team', 'department', 'provider', 'kind'],
  },
  jobsPending: {
    type: 'gauge',
    name: 'background_jobs_pending',
    help: 'What waits for processing, by durable consumer: not yet delivered, or delivered and not yet acknowledged.',
    labels: ['queue'],
  },
  oldestMessageAge: {
    type: 'gauge',
    name: 'arbiter_consumer_oldest_message_age_seconds',
    help: 'Age of the oldest message in hand, by durable consumer; 0 when none is.',
    labels: ['queue'],
  },
  messagesProcessed: {
    type: 'counter',
    name: 'arbiter_messages_processed_total',
    help: 'Messages settled, by durable consumer and outcome.',
    labels: ['queue', 'outcome'],
  },
  messagesRedelivered: {
    type: 'counter',
    name: 'arbiter_messages_redelivered_total',
    help: 'Messages that came more than once.',
    labels: ['queue'],
  },
  deadLetters: {
    type: 'counter',
    name: 'arbiter_dead_letters_total',
    help: 'Messages given up and kept for the operator.',
    labels: ['queue', 'code'],
  },
  handlerDuration: {
    type: 'histogram',
    name: 'arbiter_handler_duration_seconds',
    help: 'How long one batch took its handler.',
    labels: ['queue'],
    buckets: SECONDS,
  },
  batchSize: {
    type: 'histogram',
    name: 'arbiter_handler_batch_messages',
    help: 'How many messages one batch held.',
    labels: ['queue'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
  },
  publishDuration: {
    type: 'histogram',
    name: 'arbiter_publish_duration_seconds',
    help: 'From the publishing of an event to its acknowledgement.',
    labels: ['event'],
    buckets: SECONDS,
  },
  deliveries: {
    type: 'counter',
    name: 'arbiter_deliveries_total',
    help: 'Webhook and API deliveries that were let in, by outcome.',
    labels: ['source', 'outcome'],
  },
  deliveriesRefused: {
    type: 'counter',
    name: 'arbiter_deliveries_refused_total',
    help: 'Deliveries that were turned away unread.',
    labels: ['source', 'code'],
  },
  httpDuration: {
    type: 'histogram',
    name: 'arbiter_http_request_duration_seconds',
    help: 'How long an HTTP request took, by route pattern.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
  poolConnections: {
    type: 'gauge',
    name: 'arbiter_database_pool_connections',
    help: 'Connections of the database pool, by state.',
    labels: ['state'],
  },
  budgetHeadroom: {
    type: 'gauge',
    name: 'arbiter_budget_headroom_usd',
    help: 'What is left of a budget in its present period: neither spent nor held.',
    labels: ['budget', 'scope'],
  },
  reservations: {
    type: 'counter',
    name: 'arbiter_budget_reservations_total',
    help: 'Requests to set money aside for a call, by outcome.',
    labels: ['outcome'],
  },
  reservationDuration: {
    type: 'histogram',
    name: 'arbiter_budget_reservation_duration_seconds',
    help: 'How long it took to set money aside under all budgets of a call, from the request read to the decision committed.',
    labels: ['outcome'],
    buckets: [0.0003, 0.0005, 0.0006, 0.0007, 0.0008, 0.0009, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.01, 0.05, 0.25, 1],
  },
  unpricedCalls: {
    type: 'counter',
    name: 'arbiter_cost_unpriced_calls_total',
    help: 'Calls of models that the price book has no price for: held at the dearest rate.',
    labels: ['provider', 'model'],
  },
  reviews: {
    type: 'counter',
    name: 'arbiter_reviews_total',
    help: 'Reviews of changes, by the status that they ended with.',
    labels: ['forge', 'outcome'],
  },
  reviewDuration: {
    type: 'histogram',
    name: 'arbiter_review_duration_seconds',
    help: 'How long a review took, from its turn to its status.',
    labels: ['forge', 'outcome'],
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  },
  interventions: {
    type: 'counter',
    name: 'arbiter_interventions_total',
    help: 'Interventions, by what became of them.',
    labels: ['outcome'],
  },
  acceptanceRate: {
    type: 'gauge',
    name: 'intervention_acceptance_rate',
    help: 'Proposals that leads accepted as they were, of those that they decided about. Absent while there are none.',
    labels: ['department'],
  },
  acceptanceRateWithModified: {
    type: 'gauge',
    name: 'arbiter_intervention_acceptance_rate_with_modified',
    help: 'The same with those that leads accepted in other words.',
    labels: ['department'],
  },
  interventionsDecided: {
    type: 'gauge',
    name: 'arbiter_interventions_decided',
    help: 'Proposals that leads have decided about: the number that the rates rest on.',
    labels: ['department'],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;
