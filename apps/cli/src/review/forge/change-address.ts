import type { Forge } from '@arbiter/contracts';
import type { ChangeAddress } from '@arbiter/forge';
import { Failure } from '../../failure.ts';

/** Which change of which forge is meant. */
export interface ForgeChange {
  readonly forge: Forge;
  readonly address: ChangeAddress;
}

// GitHub's own way to write a pull request, and GitLab's to write a merge request.
const FORMS = [
  ['github', /^([\w.-]+\/[\w.-]+)#(\d{1,12})$/],
  ['gitlab', /^([\w.-]+(?:\/[\w.-]+)+)!(\d{1,12})$/],
] as const;

/** Reads `owner/name#12` and `group/name!12`. */
export function readChangeAddress(given: string): ForgeChange {
  for (const [forge, form] of FORMS) {
    const [, name, number] = form.exec(given) ?? [];
    if (name !== undefined) return { forge, address: { repository: { name }, number: Number(number) } };
  }
  throw new Failure('--change wants owner/name#12 (GitHub) or group/name!12 (GitLab).', { usage: true });
}
