import type { AuditActor } from '@arbiter/contracts';

/** Whose word it is that two are one, or two after all; and on what ground. No names, no addresses. */
export interface Word {
  readonly actor: AuditActor;
  readonly why: string;
}

/** @param by fingerprint of the operator's key */
export const operatorSays = (by = 'unknown'): Word => ({
  actor: { kind: 'operator', id: by },
  why: 'the operator says so',
});

/** @param by fingerprint of the key of the operator who handed it in */
export const mailmapSays = (by = 'unknown'): Word => ({
  actor: { kind: 'operator', id: by },
  why: 'the .mailmap of a repository says so',
});

/** @param source `scim`, `csv`, `ldap`, `google` or `slack` */
export const directorySays = (source: string): Word => ({
  actor: { kind: 'service', id: 'identity' },
  why: `the directory ${source} says so`,
});
