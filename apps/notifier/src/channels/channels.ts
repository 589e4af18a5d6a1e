import type { Preferences } from '@arbiter/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '../persistence/delivery.repository.ts';
import type { Channel } from './channel.ts';

export const CHANNELS = Symbol('channels');

/** The ways that are set up, in the order in which they are taken where nobody has said otherwise. */
@Injectable()
export class Channels {
  constructor(@Inject(CHANNELS) private readonly ways: readonly Channel[]) {}

  /** Every role that can be carried, as `role/channel`. */
  get carried(): readonly string[] {
    return this.ways.flatMap(({ name, roles }) => roles.map((role) => `${role}/${name}`));
  }

  get(name: string, role: Role): Channel | undefined {
    return this.ways.find((channel) => channel.name === name && channel.roles.includes(role));
  }

  /** Every way that the person wants and that is set up, the best first. */
  all({ channels, optOut }: Preferences, role: Role): readonly Channel['name'][] {
    if (optOut === true) return [];
    const possible = this.ways.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
    return (channels ?? possible).filter((name) => possible.includes(name));
  }

  /** The first way that the person wants and that is set up; undefined: the inbox alone. */
  first(preferences: Preferences, role: Role, after?: string): Channel['name'] | undefined {
    const wanted = this.all(preferences, role);
    return wanted[after === undefined ? 0 : wanted.findIndex((name) => name === after) + 1];
  }
}
