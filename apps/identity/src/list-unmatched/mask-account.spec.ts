import { expect, it } from '@jest/globals';
import { maskAccount } from './mask-account.ts';

it.each([
  ['email', 'jane@example.org', 'j•••@example.org'],
  ['github', '1296269', 'github:1296269'],
  ['github', '@octocat', 'github:@o•••'],
  ['directory', 'jane.doe', 'directory:j•••'],
] as const)('an account of kind %s, %s, is shown as the queue may show it', (kind, value, masked) => {
  expect(maskAccount({ kind, value })).toBe(masked);
});
