import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** A repository, as its forge knows it. */
export interface Place {
  readonly forge: string;
  readonly repositoryId: string;
}

/** The `.mailmap` files of repositories. */
@Injectable()
export class MailmapRepository {
  constructor(private readonly database: Database) {}

  /** Which of the repositories have one, by the digest of its bytes. */
  async digests(places: readonly Place[]): Promise<readonly (Place & { readonly digest: string })[]> {
    return this.database.query(
      `select forge, repository_id as "repositoryId", digest
       from unnest($1::text[], $2::text[]) as p (forge, repository_id) join mailmap using (forge, repository_id)`,
      [places.map(({ forge }) => forge), places.map(({ repositoryId }) => repositoryId)],
    );
  }

  /** The bytes behind a digest; undefined if it was replaced meanwhile. */
  async body(digest: string): Promise<Buffer | undefined> {
    const [row] = await this.database.query<{ body: Buffer }>(`select body from mailmap where digest = $1 limit 1`, [
      digest,
    ]);
    return row?.body;
  }

  async put({ forge, repositoryId }: Place, body: Buffer, digest: string): Promise<void> {
    await this.database.query(
      `insert into mailmap (forge, repository_id, body, digest) values ($1, $2, $3, $4)
       on conflict (forge, repository_id) do update
         set body = excluded.body, digest = excluded.digest, changed_at = now() where mailmap.digest <> excluded.digest`,
      [forge, repositoryId, body, digest],
    );
  }

  async remove({ forge, repositoryId }: Place): Promise<void> {
    await this.database.query('delete from mailmap where forge = $1 and repository_id = $2', [forge, repositoryId]);
  }
}
