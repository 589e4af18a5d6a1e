import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONFIGURATION } from '../configuration/configuration.ts';
import { chance } from '../testing/diffs.ts';
import { KINDS, drawSecret } from '../testing/secrets.ts';
import { askingOf } from './asking-of.ts';

const frameOf = (text: string) =>
  askingOf(
    {
      key: 'change/1',
      files: [],
      title: text.slice(3_500),
      description: text,
      guides: [{ path: 'AGENTS.md', text }],
      said: [{ fingerprint: 'x', path: 'a.ts', message: text.slice(3_700) }],
      configuration: DEFAULT_CONFIGURATION,
    },
    [],
  ).frame;

describe('what a model is told along', () => {
  it.each(KINDS.filter((kind) => /key|token/i.test(kind)))(
    'loses %s before it is cut: the half that is left is never told',
    (kind) => {
      const random = chance(kind.length);
      for (let shown = 4; shown < 40; shown += 3) {
        const secret = drawSecret(kind, random);
        // The limit of the description falls into the secret, behind so many of its letters.
        const before = 'word '.repeat(800).slice(0, 4_000 - 'token: "'.length - shown);
        const frame = frameOf(`${before}token: "${secret}" is the one`);
        expect(JSON.stringify(frame)).not.toContain(secret.slice(0, 12));
      }
    },
  );

  it('is cut to what it may take', () => {
    const { title, description, said, guides } = frameOf('word '.repeat(10_000));
    expect([title, description, guides[0]?.text, said[0]?.message].map((text) => text?.length)).toEqual([
      500, 4_000, 4_000, 300,
    ]);
  });
});
