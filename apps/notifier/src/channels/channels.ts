import type { Preferences } from '@arbiter/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '../persistence/delivery.repository.ts';
import type { Channel } from './channel.ts';

export const CHANNELS = Symbol('channels');

/** The ways that are set up, in the order in which they are taken where nobody has said otherwise. */
@Injectable()
export class Channels {
  constructor(@Inject(CHANNELS) private readonly all: readonly Channel[]) {}

  /** Every role that can be carried, as `role/channel`. */
  get carried(): readonly string[] {
    return this.all.flatMap(({ name, roles }) => roles.map((role) => `${role}/${name}`));
  }

  get(name: string, role: Role): Channel | undefined {
    return this.all.find((channel) => channel.name === name && channel.roles.includes(role));
  }

  /** The first way that the person wants and that is set up; undefined: the inbox alone. */
  first({ channels, optOut }: Preferences, role: Role, after?: string): Channel['name'] | undefined {
    if (optOut === true) return undefined;
    const possible = this.all.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
    const wanted = (channels ?? possible).filter((name) => possible.includes(name));
    return wanted[after === undefined ? 0 : wanted.findIndex((name) => name === after) + 1];
  }
}
