import { houseRule } from './house-rule.ts';

const WAITING = '/^(setTimeout|setInterval|sleep|delay)$/';

/** A test that sleeps is slow when it passes and wrong when the machine is busy. */
export const noSleepInSpecs = houseRule({
  message:
    'A test waits for what it is about, not for time: await the promise or event, or poll with a helper of @arbiter/testing.',
  create: (report) => ({
    [`CallExpression[callee.name=${WAITING}]`]: report,
    [`CallExpression[callee.object.name=/^(timers|globalThis)$/][callee.property.name=${WAITING}]`]: report,
    'CallExpression[callee.object.name="scheduler"][callee.property.name="wait"]': report,
  }),
});
