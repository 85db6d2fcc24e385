import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '#content/db/schema.ts';
import { createProgramme } from '#content/programmes/create-programme.ts';
import { ProgrammeConflict } from '#content/programmes/lock-programme.ts';
import type { Programme, ProgrammeContent } from '#content/programmes/programme.ts';
import { findProgramme, listProgrammes } from '#content/programmes/queries.ts';
import { saveProgramme } from '#content/programmes/save-programme.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readProgramme, readProgrammeStep, readTypedProgramme, typeProgramme } from '../forms/programme.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import {
  emptyProgramme,
  type ProgrammeState,
  presentProgrammeConflict,
  presentProgrammeForm,
} from '../presenters/programmes/form-page.ts';
import { presentProgrammeOverview } from '../presenters/programmes/overview.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** Programmes, which editors can add without a programmer. */
export function registerProgrammes(area: App, { db, database }: Deps): void {
  const edit = { config: { access: 'programme.edit' } } as const;

  area.get(paths.programmes(), edit, async (_request, reply) =>
    reply.page('/programmes/overview', presentProgrammeOverview(await listProgrammes(db))),
  );

  area.get(paths.newProgramme(), edit, async (_request, reply) => show(reply, undefined, { typed: emptyProgramme }));

  area.post(paths.programmes(), edit, async (request, reply) =>
    orShow(request, reply, undefined, async () => {
      const values = orRefuse(readProgramme(request.body));
      const id = await createProgramme(db, request.acting, values);
      return afterSave(reply, id, values);
    }),
  );

  area.get<Named>(paths.programme(':id'), edit, async (request, reply) => {
    const programme = await demandProgramme(db, request.params.id);
    return show(reply, programme, { typed: typeProgramme(programme) });
  });

  area.post<Named>(paths.programme(':id'), edit, async (request, reply) => {
    const programme = await demandProgramme(db, request.params.id);
    return orShow(request, reply, programme, async () => {
      const values = orRefuse(readProgramme(request.body));
      const isSaved = await saves(request, programme.id, values);
      return isSaved ? afterSave(reply, programme.id, values) : showConflict(request, reply, programme.id);
    });
  });

  async function afterSave(reply: FastifyReply, id: number, { name, published }: ProgrammeContent) {
    await database.changes.caughtUp();
    const notice = published ? `»${name}« er gemt og udgivet.` : `»${name}« er gemt som kladde.`;
    return reply.notice(notice).redirect(paths.programme(id), 303);
  }

  async function orShow(
    request: FastifyRequest,
    reply: FastifyReply,
    programme: Programme | undefined,
    work: () => Promise<FastifyReply>,
  ) {
    const typed = readTypedProgramme(request.body);
    if (readProgrammeStep(request.body) === 'document') return show(reply, programme, { typed, more: true });
    return unlessRefused(work, async (issues) => show(reply.code(422), programme, { typed, issues }));
  }

  /** Whether it could be saved, or somebody else had saved first. */
  async function saves(request: FastifyRequest, id: number, values: ProgrammeContent): Promise<boolean> {
    const basedOn = readTypedProgramme(request.body).based_on;
    try {
      await saveProgramme(db, request.acting, id, { ...values, basedOn });
      return true;
    } catch (error) {
      if (error instanceof ProgrammeConflict) return false;
      throw error;
    }
  }

  async function showConflict(request: FastifyRequest, reply: FastifyReply, id: number) {
    const programme = await demandProgramme(db, String(id));
    const mine = readTypedProgramme(request.body);
    return reply.code(409).page('/own/conflict', presentProgrammeConflict(programme, mine, typeProgramme(programme)));
  }
}

function show(reply: FastifyReply, programme: Programme | undefined, state: ProgrammeState): FastifyReply {
  return reply.page('/programmes/form', presentProgrammeForm(programme, state));
}

async function demandProgramme(db: Db, id: string): Promise<Programme> {
  const programme = /^[1-9]\d{0,8}$/.test(id) ? await findProgramme(db, Number(id)) : undefined;
  if (!programme) throw new NotFound(`No programme ${id}`);
  return programme;
}
