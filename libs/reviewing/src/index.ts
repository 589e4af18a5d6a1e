export {
  SEVERITIES,
  type Coverage,
  type Finding,
  type FindingSource,
  type Severity,
  type Skipped,
} from './review/finding.ts';
