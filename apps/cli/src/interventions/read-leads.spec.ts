import { describe, expect, it } from '@jest/globals';
import { readLeads } from './read-leads.ts';

describe('leads from a CSV file', () => {
  it('are put together by what they lead', () => {
    const text =
      'scope,name,lead\r\nteam,core,lea@example.org\nteam, core , u-7\ndepartment,platform,dan@example.org\n\norganization,,boss@example.org\n';
    expect(readLeads(text)).toEqual({
      leads: [
        { team: 'core', leads: ['lea@example.org', 'u-7'] },
        { department: 'platform', leads: ['dan@example.org'] },
        { leads: ['boss@example.org'] },
      ],
      wrong: [],
    });
  });

  it.each(['squad,core,lea', 'team,,lea', 'team,core,', 'organization,core,lea', 'team,core,lea,dan', 'team'])(
    'say which line is wrong: %s',
    (line) => {
      expect(readLeads(`team,core,lea\n${line}`).wrong).toEqual(['Line 2 is not like: team,core,lea@example.org']);
    },
  );
});
