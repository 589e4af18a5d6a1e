import { GroupReport, PromiseSums, ReportOnOrganization, ReportOnPerson } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { htmlOf, markdownOf, type Report } from './report-document.ts';
import { People, Reason } from './whom.ts';

const tag = 'Reports';
const format = {
  format: z.enum(['json', 'markdown', 'html']).optional().describe('Or by the Accept header.'),
  report_format: z.enum(['json', 'markdown', 'html']).optional().describe('The same, in CommitVigil’s word.'),
};
const RULE = 'Never of fewer than five people, nor so that the difference between two figures would tell of fewer.';

const Person = z.object({ personId: z.uuid(), sums: PromiseSums, openAtRisk: z.record(z.string(), z.int()) });
const Organization = z.object({ organization: GroupReport, departments: z.array(GroupReport) });

/** Figures about promises, as the privacy rules allow. */
@Injectable()
export class ReportsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/reports/organization',
      tag,
      summary: `Promises of the whole organisation and of its departments. ${RULE}`,
      input: z.object(format),
      output: Organization,
      formats: both<z.infer<typeof Organization>>(({ organization, departments }) => ({
        title: 'Promises of the organisation',
        groups: [{ ...organization, department: 'The whole organisation' }, ...departments],
      })),
      run: () => this.queries.ask(ReportOnOrganization, {}),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/reports/department/:department',
      tag,
      summary: `Promises of a department. ${RULE}`,
      input: z.object({ department: z.string().min(1).max(128), ...format }),
      output: GroupReport,
      formats: both<GroupReport>((group) => ({ title: `Promises of ${group.department}`, groups: [group] })),
      run: async ({ department }) => {
        const { departments } = await this.queries.ask(ReportOnOrganization, {});
        // Whether a department has nobody or too few people to speak of is not told either.
        return departments.find((one) => one.department === department) ?? nothingOf(department);
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/reports/audit/:user_id',
      tag,
      personal: true,
      summary: "One person's figures: for that person, and, with a reason that the person reads, for whom they allow.",
      input: z.object({ user_id: z.string().min(1).max(255), reason: Reason, ...format }),
      output: Person,
      formats: both<z.infer<typeof Person>>(({ sums, openAtRisk }) => ({
        title: 'Your promises',
        groups: [{ department: 'You', people: 1, sums, openAtRisk, suppressed: false }],
      })),
      run: async ({ user_id: userId, reason }, caller) => {
        const named = userId.includes('@') ? { email: userId } : { user_id: userId };
        const { personIds } = await this.people.lookAt(named, caller, { what: 'audit', reason, consent: true });
        return { personId: personIds[0] ?? '', ...(await this.queries.ask(ReportOnPerson, { personIds })) };
      },
    }),
  ];

  constructor(
    private readonly queries: Queries,
    private readonly people: People,
  ) {}
}

const both = <Answer>(reportOf: (answer: Answer) => Report) => ({
  markdown: (answer: Answer) => markdownOf(reportOf(answer)),
  html: (answer: Answer) => htmlOf(reportOf(answer)),
});

const nothingOf = (department: string): GroupReport => ({
  department,
  people: null,
  sums: null,
  openAtRisk: null,
  suppressed: true,
});
