import { z } from 'zod';

const day = z.iso.date();
const verdict = z.enum(['reached', 'partly', 'not_reached', 'not_judged']);
const persons = z.record(z.string(), z.number().int());
const shown = z
  .union([persons, z.literal('withheld')])
  .meta({ description: 'Personer i hver gruppe, eller »withheld« når en gruppe har færre end fem.' });

const listed = {
  slug: z.string(),
  name: z.string(),
  url: z.url(),
  programme: z.string(),
  start_date: day,
  end_date: day,
  closed: z.boolean(),
  demonstration: z.boolean().meta({ description: 'Opfundet, for at vise hvordan siden virker.' }),
};

export const partnershipList = z.object({
  total: z.number().int(),
  partnerships: z.array(
    z.object({
      ...listed,
      municipalities: z.array(z.string()).meta({ description: 'Firecifrede koder.' }),
      judged: z
        .object({ year: z.number().int(), goals: z.number().int(), reached: z.number().int() })
        .nullable()
        .meta({ description: 'Det nyeste år, der er bedømt: hvor mange mål, og hvor mange af dem der er nået.' }),
    }),
  ),
});

const goal = z.object({
  key: z.number().int(),
  text: z.string(),
  indicator: z.string(),
  unit: z.enum(['persons', 'percent', 'dkk', 'number']),
  direction: z.enum(['up', 'down']),
  aggregation: z.enum(['latest', 'sum']),
  baseline: z.number(),
  baseline_date: day,
  target: z.number(),
  deadline: day,
  splits: z.array(z.enum(['sex', 'age'])),
  measurement: z.object({ source: z.string(), frequency: z.string(), responsible: z.string() }),
});
const contract = z.object({
  number: z.number().int(),
  effective_from: day,
  signed_at: z.string(),
  reason: z.string(),
  text: z.string(),
  reporting: z.enum(['month', 'quarter', 'half_year', 'year']),
  goals: z.array(goal),
  activities: z.array(
    z.object({
      key: z.number().int(),
      text: z.string(),
      start: day,
      end: day,
      responsible: z.string(),
      status: z.enum(['planned', 'running', 'done', 'dropped']),
      note: z.string(),
    }),
  ),
  dissemination: z.array(
    z.object({
      key: z.number().int(),
      text: z.string(),
      audience: z.string(),
      channel: z.enum(['entry', 'reads', 'event', 'other']),
      target: z.number(),
      due: day,
      done: z
        .number()
        .int()
        .meta({ description: 'Hvor mange erfaringer, læsninger eller arrangementer det er blevet til.' }),
    }),
  ),
});
const event = z.object({
  title: z.string(),
  held_on: day,
  participants: z.number().int().nullable(),
  step: z.number().int().nullable().meta({ description: 'Punktet i formidlingsplanen.' }),
});
const report = z.object({
  period_start: day,
  period_end: day,
  contract: z.number().int().meta({ description: 'Nummeret på den version af kontrakten, som tallene hører til.' }),
  figures: z.array(
    z.object({
      goal: z.number().int(),
      actual: z.number(),
      note: z.string(),
      evidence_url: z.string(),
      split: z.record(z.string(), shown),
    }),
  ),
});
const assessment = z.object({
  year: z.number().int(),
  sealed_at: z.string(),
  contract: z.number().int(),
  verdict,
  reasons: z.string(),
  answer: z.string(),
  goals: z.array(
    z.object({
      goal: z.number().int(),
      text: z.string(),
      baseline: z.number(),
      target: z.number(),
      actual: z.number().nullable(),
      verdict,
      reasons: z.string(),
    }),
  ),
});

export const partnershipResponse = z.object({
  ...listed,
  summary: z.string(),
  members: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['municipality', 'company', 'school', 'association', 'other']),
      municipality: z.string().nullable(),
      task: z.string(),
    }),
  ),
  grants: z.array(z.object({ year: z.number().int(), commitment: z.number(), paid: z.number(), advance: z.number() })),
  contact: z.object({ name: z.string(), phone: z.string(), email: z.string(), organisation: z.string() }),
  contracts: z.array(contract),
  reports: z.array(report),
  events: z.array(event),
  assessments: z.array(assessment),
  entries: z.array(z.object({ slug: z.string(), title: z.string(), url: z.url() })),
});
