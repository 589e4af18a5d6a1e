import { describe, expect, it } from '@jest/globals';
import { withoutNeedlessNames } from './needless-names.ts';

describe('names in packed code', () => {
  it.each([
    ['of a function within another', '  __name(take, "take");', '  __keep(take, "take");'],
    [
      'of two in one line',
      '  const a = __name((b) => __name(() => b, "c"), "a");',
      '  const a = __keep((b) => __keep(() => b, "c"), "a");',
    ],
  ])('are left out where they are needless: %s', (_, code, without) => {
    expect(withoutNeedlessNames(`before();\n${code}\nafter();`)).toBe(`before();\n${without}\nafter();`);
  });

  it.each([
    ['of a class', '    __name(this, "Take");'],
    ['of a function that was renamed', '  __name(take2, "take");'],
    ['of a module', '__name(take, "take");\nvar give = /* @__PURE__ */ __name(() => 1, "give");'],
  ])('stay: %s', (_, code) => {
    expect(withoutNeedlessNames(code)).toBe(code);
  });
});
