export { COMMANDS, Configuration, DEFAULT_CONFIGURATION } from './configuration/configuration.ts';
export {
  CONFIGURATION_PATH,
  type Problem,
  type ReadConfiguration,
  readConfiguration,
} from './configuration/read-configuration.ts';
export {
  SEVERITIES,
  type Coverage,
  type Finding,
  type FindingSource,
  type Severity,
  type Skipped,
} from './review/finding.ts';
export type { Fault, ReviewOutcome, ReviewRequest, ReviewTools, Said, SetAside, Verdict } from './review/review.ts';
export { reviewDiff } from './review/review-diff.ts';
export type {
  FallbackPlacement,
  InlinePlacement,
  Place,
  PlacedLine,
  Placement,
  PlacingReason,
  Suggestion,
} from './placing/placement.ts';
export { placeFindings } from './placing/place-findings.ts';
export { appliesTo, applySuggestion, suggestionBlock } from './placing/suggestion.ts';
export { fingerprintOf } from './duplicates/fingerprint.ts';
export { areaUnderCurve, DUPLICATE, similarityOf } from './duplicates/similarity.ts';
export { commentBody } from './texts/comment.ts';
export { harmless } from './texts/harmless.ts';
export { findingMarkedIn, findingMarker, summaryMarkedIn, summaryMarker } from './texts/markers.ts';
export { summaryBody, type SummaryFacts } from './texts/summary.ts';
export { redactText } from './redaction/redact.ts';
export { isPartial } from './review/coverage.ts';
export { type Command, type CommandName, isAllowed, readCommand } from './follow-up/command.ts';
export { followUp, FollowUpAnswer, type FollowUpInput, type Remark } from './follow-up/follow-up.task.ts';
export { helpText } from './follow-up/help.ts';
export { delimiting } from './asking/delimited.ts';
export { renderFile } from './asking/render.ts';
export { configurationText } from './configuration/configuration-text.ts';
export { select } from './selection/select.ts';
export { markedBy } from './selection/gitattributes.ts';
