import { Guidance } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** The operator's own rules. */
@Injectable()
export class GuidanceRepository {
  constructor(private readonly database: Database) {}

  /** Rises with every change. */
  async version(): Promise<string> {
    const [row] = await this.database.query<{ readonly version: string }>('select version::text from guidance_version');
    return row?.version ?? '0';
  }

  async all(): Promise<readonly Guidance[]> {
    const rows = await this.database.query<{ readonly guidance: unknown }>(
      'select guidance from guidance order by industry, department',
    );
    return rows.map(({ guidance }) => Guidance.parse(guidance));
  }

  async write(guidance: Guidance): Promise<void> {
    await this.database.query(
      `with written as (
         insert into guidance (industry, department, guidance) values (lower($1), lower($2), $3::jsonb)
         on conflict (industry, department) do update set guidance = excluded.guidance
       )
       update guidance_version set version = version + 1`,
      [guidance.industry ?? '', guidance.department ?? '', JSON.stringify(guidance)],
    );
  }
}
