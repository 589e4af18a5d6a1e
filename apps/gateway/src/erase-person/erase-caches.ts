import { DependencyDown } from '@arbiter/service';
import type { TraceMatcher } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';

/** Answers of models, and the vectors of the texts that they answered: nobody can tell whose a vector is, so all go. */
const ANSWERS = 'arbiter:llm:';
const AT_ONCE = 500;

/** Takes people out of Redis, which all services share. It holds nothing that must not be lost. */
@Injectable()
export class EraseCaches {
  constructor(private readonly redis: Redis) {}

  /** Answers how many entries are gone. @throws DependencyDown where Redis is away: then the erasure is not complete */
  async erase(matcher: TraceMatcher): Promise<number> {
    try {
      return await this.#erase(matcher);
    } catch (error) {
      throw new DependencyDown('redis', error);
    }
  }

  async #erase(matcher: TraceMatcher): Promise<number> {
    let [cursor, gone] = ['0', 0];
    do {
      const [next, keys] = await this.redis.scan(cursor, 'MATCH', 'arbiter:*', 'COUNT', AT_ONCE);
      const theirs: string[] = [];
      for (const key of keys) if (key.startsWith(ANSWERS) || (await this.#names(key, matcher))) theirs.push(key);
      if (theirs.length > 0) gone += await this.redis.unlink(...theirs);
      cursor = next;
    } while (cursor !== '0');
    return gone;
  }

  async #names(key: string, matcher: TraceMatcher): Promise<boolean> {
    if (matcher.matches(key)) return true;
    switch (await this.redis.type(key)) {
      case 'string':
        return matcher.matches((await this.redis.get(key)) ?? '');
      case 'list':
        return matcher.matches((await this.redis.lrange(key, 0, -1)).join('\n'));
      case 'hash':
        return matcher.matches(JSON.stringify(await this.redis.hgetall(key)));
      case 'set':
        return matcher.matches((await this.redis.smembers(key)).join('\n'));
      case 'zset':
        return matcher.matches((await this.redis.zrange(key, 0, -1)).join('\n'));
      default:
        return false;
    }
  }
}
