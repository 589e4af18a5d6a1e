import { describe, expect, it } from '@jest/globals';
import { APP_NAMES } from './apps.ts';
import { UsageError, parseOptions } from './options.ts';

describe('the command line', () => {
  it('starts every app in the foreground when nothing is said', () => {
    expect(parseOptions([])).toMatchObject({ command: 'start', apps: APP_NAMES, ephemeral: false, detach: false });
  });

  it('takes a command', () => {
    expect(parseOptions(['status', '-o', 'json'])).toMatchObject({ command: 'status', output: 'json' });
  });

  it('starts some apps, or none', () => {
    expect(parseOptions(['--only', 'ingestion, identity']).apps).toEqual(['ingestion', 'identity']);
    expect(parseOptions(['--backing-only']).apps).toEqual([]);
  });

  it.each([[['begin']], [['--only', 'dashboard']], [['--fast']], [['status', '-o', 'yaml']]])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
  });
});
