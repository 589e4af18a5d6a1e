/**
 * Every span attribute name, in one place. Names come from OpenTelemetry's semantic conventions where there is one
 * (messaging, version control, generative AI); ours are below `arbiter.`. Values are never personal data.
 */
export const attributes = {
  messagingSystem: 'messaging.system',
  messagingOperationName: 'messaging.operation.name',
  messagingOperationType: 'messaging.operation.type',
  messagingDestination: 'messaging.destination.name',
  messagingConsumer: 'messaging.consumer.group.name',
  messagingMessageId: 'messaging.message.id',
  messagingBatchSize: 'messaging.batch.message_count',
  vcsRevision: 'vcs.ref.head.revision',
  vcsProvider: 'vcs.provider.name',
  genAiOperation: 'gen_ai.operation.name',
  genAiProvider: 'gen_ai.provider.name',
  genAiModel: 'gen_ai.request.model',
  genAiInputTokens: 'gen_ai.usage.input_tokens',
  genAiOutputTokens: 'gen_ai.usage.output_tokens',
  errorType: 'error.type',
  journey: 'arbiter.journey',
  journeyKind: 'arbiter.journey.kind',
  deliverySource: 'arbiter.delivery.source',
  deliveryEvent: 'arbiter.delivery.event',
  deliveryOutcome: 'arbiter.delivery.outcome',
  redeliveries: 'arbiter.redeliveries',
  drive: 'arbiter.drive',
  task: 'arbiter.task',
} as const;
