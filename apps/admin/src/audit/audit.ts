import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../persistence/audit.repository.ts';

/** Notes every change that an operator makes before it is made, so that none goes unnoted. */
@Injectable()
export class Audit {
  constructor(private readonly notes: AuditRepository) {}

  /** Runs `change` between two notes. `who` is the key's fingerprint; null where no key is asked for. */
  async of<Outcome>(
    who: string | null,
    action: string,
    request: unknown,
    change: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const note = await this.notes.begin(who, action, request);
    try {
      const outcome = await change();
      await this.notes.end(note, outcome);
      return outcome;
    } catch (error) {
      await this.notes.end(note, { error: error instanceof Error ? error.name : 'unknown' });
      throw error;
    }
  }
}
