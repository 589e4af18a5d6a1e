import { describe, expect, it } from '@jest/globals';
import { formatDeb822, parseDeb822Sources, parseOneLineSources } from './apt-source.ts';

describe('one-line sources', () => {
  it('are read with their options', () => {
    const text = 'deb [arch=amd64,arm64 signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib # ours\n';
    expect(parseOneLineSources(text)).toEqual([
      {
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        options: { Architectures: 'amd64 arm64', 'Signed-By': '/k.gpg' },
      },
    ]);
  });

  it('that are comments, or of source code, are left out', () => {
    expect(parseOneLineSources('# deb http://a b main\ndeb-src http://a b main\n\n')).toEqual([]);
  });

  it('never take over that a source is trusted without a signature', () => {
    expect(parseOneLineSources('deb [trusted=yes] http://a b main')[0]?.options).toEqual({});
  });
});

describe('deb822 sources', () => {
  const text = [
    'Types: deb deb-src',
    '# a comment between',
    'URIs: http://mirror.example/debian',
    'Suites: bookworm bookworm-updates',
    'Components: main',
    'Signed-By:',
    ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
    ' .',
    ' abc',
    '',
    'Types: deb',
    'URIs: http://off.example',
    'Suites: off',
    'Components: main',
    'Enabled: no',
    '',
    'Types: deb-src',
    'URIs: http://source.example',
    'Suites: bookworm',
    '',
  ].join('\n');

  it('are read, those that are off or of source code left out', () => {
    const [source, ...others] = parseDeb822Sources(text);
    expect(others).toEqual([]);
    expect(source?.suites).toEqual(['bookworm', 'bookworm-updates']);
    expect(source?.options['Signed-By']).toContain('BEGIN PGP');
  });

  it('are written as they were read', () => {
    const sources = parseDeb822Sources(text);
    expect(parseDeb822Sources(formatDeb822(sources))).toEqual(sources);
  });
});
