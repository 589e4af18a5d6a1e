import type { FastifyInstance } from 'fastify';
import type { Call, Serve } from '../call.ts';
import { Refusal, notFound } from '../refusal.ts';
import type { GithubWorld } from '../world.ts';

/** People and what they may do; Apps and their installations. */
export function serveAccounts(serve: Serve): void {
  serve('users/get-authenticated', ({ caller }) => {
    if (caller.as !== 'user') throw new Refusal(403, 'Resource not accessible by integration');
    return caller.user;
  });

  serve('repos/get-collaborator-permission-level', (call) => {
    const user = call.world.users.find(({ login }) => login === call.path['username']);
    if (user === undefined) throw new Refusal(404, `${String(call.path['username'])} is not a user`);
    const role = call.repository.permissions[user.login] ?? 'read';
    const coarse = { triage: 'read', maintain: 'write' } as const;
    return { permission: role in coarse ? coarse[role as keyof typeof coarse] : role, role_name: role, user };
  });

  serve('users/get-by-username', ({ caller, world, path }) => {
    if (caller.as === 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
    const user = world.users.find(({ login }) => login === path['username']);
    if (user === undefined) throw notFound();
    return user;
  });

  serve('apps/list-installations', (call) => {
    refuseAllButApp(call);
    return call
      .page(call.world.app?.installations ?? [])
      .map(({ id, account }) => ({ id, account: { login: account } }));
  });

  serve('apps/get-authenticated', (call) => {
    refuseAllButApp(call);
    return { id: call.world.app?.id, slug: call.world.app?.slug, name: call.world.app?.slug };
  });

  serve('apps/get-repo-installation', (call) => {
    refuseAllButApp(call);
    const owner = call.repository.full_name.split('/')[0];
    const found = call.world.app?.installations.find(({ account }) => account === owner);
    if (found === undefined) throw notFound();
    return { id: found.id, account: { login: found.account }, app_id: call.world.app?.id };
  });

  serve('apps/create-installation-access-token', (call) => {
    refuseAllButApp(call);
    const { app } = call.world;
    const installation = app?.installations.find(({ id }) => id === call.number('installation_id'));
    if (app === undefined || installation === undefined) throw notFound();
    const token = `ghs_${call.world.id()}`;
    const until = Date.now() + (app.tokenSeconds ?? 3_600) * 1000;
    call.world.tokens.set(token, { user: call.world.user(`${app.slug}[bot]`), until, installation: installation.id });
    call.status(201);
    const permissions = { checks: 'write', contents: 'read', pull_requests: 'write', statuses: 'write' };
    return { token, expires_at: new Date(until).toISOString(), permissions, repository_selection: 'all' };
  });
}

function refuseAllButApp({ caller }: Call): void {
  if (caller.as !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
}

/** `/rate_limit` costs nothing. */
export function serveRateLimit(app: FastifyInstance, world: GithubWorld): void {
  app.get('/rate_limit', () => ({ resources: { core: { limit: world.limits.requests } } }));
}
