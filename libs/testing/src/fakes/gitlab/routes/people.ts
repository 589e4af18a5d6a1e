import type { ServeGitlab } from '../call.ts';
import { GitlabRefusal, missing } from '../refusal.ts';
import { showUser } from '../show.ts';

const STATES = ['pending', 'running', 'success', 'failed', 'canceled', 'skipped'];
const LONGEST = 255;

/** People and what they may do; commit statuses. */
export function servePeople(serve: ServeGitlab): void {
  serve('GET /user', {}, ({ user }) => showUser(user));

  serve('GET /projects/:id', {}, ({ project }) => ({
    id: project.id,
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
  }));

  serve('GET /projects/:id/members/all/:user', {}, (call) => {
    const user = call.world.users.find(({ id }) => String(id) === call.path('user'));
    const level = user && call.project.members[user.username];
    if (user === undefined || level === undefined) throw missing('Not found');
    return { ...showUser(user), access_level: level };
  });

  serve('GET /users', { username: 'text?' }, (call) =>
    call.page(call.world.users.filter(({ username }) => username === call.text('username'))).map(showUser),
  );

  serve('GET /projects/:id/repository/commits/:sha/statuses', { name: 'text?', all: 'flag?' }, (call) => {
    const { statuses } = call.project;
    return call.page(statuses.filter(({ sha }) => sha === call.path('sha')).toReversed());
  });

  const STATUS = {
    state: 'text',
    name: 'text?',
    context: 'text?',
    description: 'text?',
    target_url: 'text?',
    ref: 'text?',
  } as const;
  serve('POST /projects/:id/statuses/:sha', STATUS, async (call) => {
    call.needs(30);
    const { project, given } = call;
    const sha = call.path('sha');
    if ((await project.store.resolve(sha)) === undefined) throw missing('Commit');
    const state = call.text('state');
    if (!STATES.includes(state)) throw new GitlabRefusal(400, { error: 'state does not have a valid value' });
    if (call.text('description').length > LONGEST)
      throw new GitlabRefusal(400, { message: { description: [`is too long (maximum is ${LONGEST} characters)`] } });
    const name = call.text('name') || call.text('context') || 'default';
    const known = project.statuses.find(
      (one) => one.sha === sha && one.name === name && ['pending', 'running'].includes(one.status),
    );
    if (known?.status === state) {
      const event = state === 'pending' ? 'enqueue' : 'run';
      throw new GitlabRefusal(400, {
        message: `Cannot transition status via :${event} from :${state} (Reason(s): Status cannot transition via "${event}")`,
      });
    }
    const told = {
      status: state,
      description: (given['description'] as string | undefined) ?? null,
      target_url: (given['target_url'] as string | undefined) ?? null,
    };
    if (known !== undefined) return Object.assign(known, told);
    const status = { id: call.world.id(), sha, name, ...told };
    project.statuses.push(status);
    return status;
  });
}
