import { houseRule } from './house-rule.ts';

/** A mock of our own code proves that the mock works. */
export const noMockOfOwnCode = houseRule({
  message:
    'Nothing that we own is mocked. Use the real thing (real servers: @arbiter/testing), or pass a plain object in.',
  create: (report) => ({
    'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|doMock|unstable_mockModule)$/][arguments.0.value=/^(\\.|@arbiter\\u002F)/]':
      report,
  }),
});
