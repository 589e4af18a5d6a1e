import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { ERRORS, type ErrorCode } from './gateway.errors.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const documented = [...readme.matchAll(/^\| +(\d{3}) +\| +`([a-z-]+)` +\| +(.+?) +\|$/gm)].map(
  ([, status, code, title]) => ({
    status,
    code,
    title,
  }),
);

describe('the catalogue of errors', () => {
  it('is the one that the README has', () => {
    const catalogue = Object.entries(ERRORS).map(([code, { status, title }]) => ({
      status: String(status),
      code,
      title,
    }));
    expect(documented).toEqual(catalogue);
  });

  it.each(Object.keys(ERRORS) as ErrorCode[])('says of %s what to do', (code) => {
    const { status, advice } = ERRORS[code];
    expect(STATUS_CODES[status]).toBeDefined();
    expect(advice).toMatch(/\.$/);
  });
});
