import { type AuditRecorded, AuditRecordedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log.ts';

@Injectable()
export class AuditRecordedHandler {
  constructor(private readonly log: AuditLog) {}

  @Consumes(AuditRecordedEvent)
  handle(entries: readonly AuditRecorded[]): Promise<void> {
    return this.log.record(entries);
  }
}
