import { houseRule } from './house-rule.ts';

const LEVELS = '/^(trace|debug|info|warn|error|fatal)$/';
const LOGGER = '/^(log|logger)$/i';

/** Calls of `log.info`, `this.log.info`, `this.#logger.info` and `logger('part').info`. */
const LOG_CALLS = [
  `callee.object.name=${LOGGER}`,
  `callee.object.property.name=${LOGGER}`,
  `callee.object.callee.name=${LOGGER}`,
]
  .map((logger) => `CallExpression[callee.property.name=${LEVELS}][${logger}]`)
  .join(', ');

/** A message that never varies can be counted, searched for and alerted on; and no personal data slips into it. */
export const constantLogMessages = houseRule({
  message: "Log messages are constant: put what varies into fields, log.info({ repository }, 'push ingested').",
  create: (report) => ({
    [`:matches(${LOG_CALLS}) > TemplateLiteral.arguments[expressions.length>0]`]: report,
    [`:matches(${LOG_CALLS}) > BinaryExpression.arguments[operator="+"]`]: report,
  }),
});
