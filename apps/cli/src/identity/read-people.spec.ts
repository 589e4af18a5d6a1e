import { describe, expect, it } from '@jest/globals';
import { readPeople } from './read-people.ts';

describe('a list of people', () => {
  it('is read by the names of its columns, in any order and case', () => {
    const head = '\uFEFFEMAIL;Team;Display Name;Emails\r\n';
    const { entries, lines } = readPeople(`${head}jane@x.org;core;"Doe; Jane";j@y.org k@z.org\r\n\r\njoe@x.org;;;\r\n`);
    expect(entries).toEqual([
      {
        ...{ userName: 'jane@x.org', emails: ['jane@x.org', 'j@y.org', 'k@z.org'], displayName: 'Doe; Jane' },
        ...{ team: 'core', active: true },
      },
      { userName: 'joe@x.org', emails: ['joe@x.org'], active: true },
    ]);
    expect(lines).toEqual([2, 4]);
  });

  it('says who has left, and what else people are called', () => {
    const { entries } = readPeople('user_name,email,active,github\njane,j@x.org,no,@jane\n');
    expect(entries).toEqual([{ userName: 'jane', emails: ['j@x.org'], active: false, github: '@jane' }]);
  });

  it.each([
    ['name,shoe size\nx,42\n', /no column "shoe size"/],
    ['email,team\n,core\n', /line 2: userName/],
    ['user_id,email\njane,j@x.org\njoe,not an address\n', /line 3: an e-mail address is none/],
    ['email\n"a@b\n', /no CSV/],
    ['email,team\na@b.c\n', /no CSV/],
  ])('is refused with what is wrong: %j', (text, message) => {
    expect(() => readPeople(text)).toThrow(message);
  });
});
