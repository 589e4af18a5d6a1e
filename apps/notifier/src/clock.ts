import { Injectable } from '@nestjs/common';

/** What time it is. Whatever depends on the time asks here, so that tests can let weeks pass. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
