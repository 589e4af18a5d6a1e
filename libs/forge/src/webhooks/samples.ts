/** A small push of GitHub for the specs, with the fields that matter. */
export function githubPush() {
  return {
    ref: 'refs/heads/main',
    before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    after: '7638417db6d59f3c431d3e1f261cc637155684cd',
    created: false,
    deleted: false,
    forced: false,
    commits: [
      {
        id: '7638417db6d59f3c431d3e1f261cc637155684cd',
        message: 'Fix the door\n\nWill oil the hinge by Friday.',
        timestamp: '2019-05-15T15:19:25+02:00',
        author: { name: 'Mona', email: 'mona@example.com', username: 'mona' },
        committer: { name: 'Mona', email: 'mona@example.com', username: 'mona' },
      },
    ] as [Record<string, unknown> & { id: string }],
    repository: { id: 186853002, name: 'Hello-World', full_name: 'Codertocat/Hello-World' },
    pusher: { name: 'mona', email: 'mona@example.com' },
    sender: { login: 'mona', id: 21031067, type: 'User' },
  };
}
