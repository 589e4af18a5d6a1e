import type { Call, Serve } from '../call.ts';
import { Refusal, lengthOf, notFound } from '../refusal.ts';

/** Statuses that one commit can have in one context. */
const MOST = 1_000;

const invalid = (field: string, message: string): Refusal =>
  new Refusal(422, 'Validation Failed', [{ resource: 'Status', code: 'custom', field, message }]);

/** Commit statuses, and check runs, which only Apps make. */
export function serveStatuses(serve: Serve): void {
  serve('repos/create-commit-status', async (call) => {
    const { body, caller, repository } = call;
    refuseReaders(call);
    const sha = String(call.path['sha']);
    if ((await repository.store.resolve(sha)) === undefined) throw new Refusal(422, `No commit found for SHA: ${sha}`);
    const description = body['description'] as string | null | undefined;
    if (typeof description === 'string' && lengthOf(description) > 140) {
      throw invalid('description', 'description is too long (maximum is 140 characters)');
    }
    const target = body['target_url'];
    if (typeof target === 'string' && !/^https?:\/\//.test(target))
      throw invalid('target_url', 'target_url must use http(s) scheme');
    const context = (body['context'] as string | undefined) ?? 'default';
    const known = repository.statuses.filter((status) => status.sha === sha && status.context === context);
    if (known.length >= MOST) throw invalid('base', 'This SHA and context has reached the maximum number of statuses.');
    const status = {
      id: call.world.id(),
      sha,
      state: body['state'] as 'success',
      context,
      description: description ?? null,
      target_url: (body['target_url'] as string | null | undefined) ?? null,
      creator: caller.user,
    };
    repository.statuses.push(status);
    call.status(201);
    return status;
  });

  serve('repos/list-commit-statuses-for-ref', (call) =>
    call.page(call.repository.statuses.filter(({ sha }) => sha === call.path['ref']).toReversed()),
  );

  serve('checks/create', async (call) => {
    refuseUsers(call);
    const { body, repository } = call;
    const sha = String(body['head_sha']);
    if ((await repository.store.resolve(sha)) === undefined) throw new Refusal(422, `No commit found for SHA: ${sha}`);
    refuseUnfinished(body);
    const run = { ...body, id: call.world.id(), head_sha: sha, name: String(body['name']), app: appOf(call) };
    repository.checkRuns.push(run);
    call.status(201);
    return run;
  });

  serve('checks/update', (call) => {
    refuseUsers(call);
    const { body, repository } = call;
    const at = repository.checkRuns.findIndex(({ id }) => id === call.number('check_run_id'));
    const run = repository.checkRuns[at];
    if (run === undefined) throw notFound();
    refuseUnfinished(body);
    const changed = {
      ...run,
      ...body,
      id: run.id,
      head_sha: run.head_sha,
      name: typeof body['name'] === 'string' ? body['name'] : run.name,
    };
    repository.checkRuns[at] = changed;
    return changed;
  });

  serve('checks/list-for-ref', (call) => {
    const { check_name: name, app_id: app } = call.query;
    const runs = call.repository.checkRuns.filter(
      (run) =>
        run.head_sha === call.path['ref'] &&
        (name === undefined || run.name === name) &&
        (app === undefined || app === call.world.app?.id),
    );
    return { total_count: runs.length, check_runs: call.page(runs.toReversed()) };
  });
}

const appOf = ({ world }: Call) => ({ id: world.app?.id, slug: world.app?.slug });

function refuseReaders({ caller, repository }: Call): void {
  const permission = repository.permissions[caller.user.login] ?? 'read';
  if (caller.as === 'user' && !['write', 'maintain', 'admin'].includes(permission)) throw notFound();
}

function refuseUsers({ caller }: Call): void {
  if (caller.as !== 'installation') throw new Refusal(403, 'You must authenticate via a GitHub App.');
}

function refuseUnfinished(body: Readonly<Record<string, unknown>>): void {
  if (body['status'] !== 'completed' || body['conclusion'] !== undefined) return;
  throw new Refusal(422, 'Validation Failed', [{ resource: 'CheckRun', code: 'missing_field', field: 'conclusion' }]);
}
