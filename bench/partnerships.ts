import type { Database } from '#content/db/client.ts';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { periodsOf } from '#content/partnerships/periods.ts';
import { paths } from '#server/paths.ts';
import type { Client } from './measure.ts';
import { cpuMs } from './processes.ts';
import { atMost, format, type Row } from './report.ts';

const PARTNERSHIPS = 10;
const GOALS = 8;
const [START, END] = ['2005-01-01', '2008-12-31'];
const REQUESTS = 40;
const GOAL_MS = 50;

/** The pages of ten partnerships with eight goals each, reported for each month of four years. */
export async function measurePartnerships(database: Database, client: Client, sitePid: number): Promise<Row[]> {
  const slugs: string[] = [];
  for (let number = 1; number <= PARTNERSHIPS; number++) slugs.push(await fill(database, number));
  return [
    await measurePage(
      'page of a partnership with 8 goals and 48 reports',
      client,
      sitePid,
      slugs.map(paths.partnership),
    ),
    await measurePage('list of 10 partnerships', client, sitePid, [paths.partnerships()]),
  ];
}

async function measurePage(name: string, client: Client, pid: number, addresses: string[]): Promise<Row> {
  const ask = async (times: number) => {
    for (let time = 0; time < times; time++) await client.get(addresses[time % addresses.length] ?? '');
  };
  await ask(addresses.length);
  const before = cpuMs(pid);
  await ask(REQUESTS);
  const milliseconds = (cpuMs(pid) - before) / REQUESTS;
  return atMost(`${name}, processor time of the site`, milliseconds, GOAL_MS, `**${format(milliseconds)} ms**`, ' ms');
}

async function fill({ db }: Database, number: number): Promise<string> {
  const slug = `maaling-${number}`;
  const { id: programme_id } = await db.selectFrom('programmes').select('id').executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('partnerships')
    .values({ slug, name: `Måling ${number}`, programme_id, start_date: START, end_date: END, state: 'active' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const signed = new Date('2004-12-01');
  const contract = await db
    .insertInto('result_contracts')
    .values({
      ...{ partnership_id: id, number: 1, effective_from: START, content: JSON.stringify(makeContract()) },
      ...{ state: 'signed', partnership_signed_at: signed, ministry_signed_at: signed },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const reports = await db
    .insertInto('reports')
    .values(
      periodsOf(START, END, 'month').map(({ start, end }) => ({
        ...{ partnership_id: id, contract_id: contract.id, period_start: start, period_end: end, state: 'submitted' },
      })),
    )
    .returning('id')
    .execute();
  await db
    .insertInto('report_figures')
    .values(
      reports.flatMap((report, month) =>
        Array.from({ length: GOALS }, (_, goal) => ({
          ...{ report_id: report.id, goal_key: goal + 1, actual: 20 + month, note: 'Som ventet.' },
          split: JSON.stringify({ sex: { women: 10 + month, men: 10 } }),
        })),
      ),
    )
    .execute();
  await db.updateTable('reports').set({ state: 'approved' }).where('partnership_id', '=', id).execute();
  return slug;
}

function makeContract(): ContractContent {
  return {
    text: 'Flere i arbejde.',
    reporting: 'month',
    goals: Array.from({ length: GOALS }, (_, index) => ({
      ...{ key: index + 1, text: `Mål ${index + 1}`, indicator: 'Personer i arbejde', unit: 'persons' },
      ...{ direction: 'up', aggregation: 'latest', baseline: 10, baselineDate: '2004-12-31', target: 90 },
      ...{ deadline: END, splits: ['sex'] },
      measurement: { source: 'Jobcentret', frequency: 'Hver måned', responsible: 'Kommunen' },
    })),
    activities: [],
    dissemination: [],
  };
}
