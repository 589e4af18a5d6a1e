import { type ChangeUpdated, ChangeUpdatedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AttributeChange } from './attribute-change.ts';

@Injectable()
export class ChangeUpdatedHandler {
  constructor(private readonly attributeChange: AttributeChange) {}

  @Consumes(ChangeUpdatedEvent)
  handle(changes: readonly ChangeUpdated[]): Promise<void> {
    return this.attributeChange.run(changes);
  }
}
