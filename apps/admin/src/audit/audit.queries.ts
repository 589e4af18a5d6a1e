import { ListAudit, type ReplyOf, type RequestOf, VerifyAudit } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AuditLog } from './audit-log.ts';

/** Answers what other services ask about the audit log. */
@Controller()
export class AuditQueries {
  constructor(private readonly log: AuditLog) {}

  @Answers(ListAudit)
  list(request: RequestOf<typeof ListAudit>): Promise<ReplyOf<typeof ListAudit>> {
    return this.log.list(request);
  }

  @Answers(VerifyAudit)
  verify(request: RequestOf<typeof VerifyAudit>): Promise<ReplyOf<typeof VerifyAudit>> {
    return this.log.verify(request);
  }
}
