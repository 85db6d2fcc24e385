import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '#content/refusal.ts';
import { findLine, listLines, type ThesaurusLine, withLine } from '#content/thesaurus/list-lines.ts';
import { addLine, changeLine, deleteLine } from '#content/thesaurus/save-line.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import {
  readBasedOn,
  readFilter,
  readLine,
  readPrefilledLine,
  readTestQuery,
  readTypedLine,
  typedOf,
} from '../forms/synonyms.ts';
import { readButton } from '../forms/term.ts';
import { paths } from '../paths.ts';
import { presentEffect, sayEffect } from '../presenters/thesaurus/effect.ts';
import { type LineState, presentLine } from '../presenters/thesaurus/line.ts';
import { presentThesaurus } from '../presenters/thesaurus/list.ts';
import { trySynonyms } from '../try-synonyms.ts';
import { unlessRefused } from './unless-refused.ts';

interface LineParams {
  Params: { id: string };
}

/** The address of the line that is not there yet. */
const NEW = 'ny';

/** The words that find each other, where editors look after them. */
export function registerThesaurus(area: App, { db, database, search }: Deps): void {
  const edit = { config: { access: 'thesaurus.edit' } } as const;

  area.get(paths.thesaurus(), edit, async (request, reply) =>
    reply.page('/thesaurus/index', presentThesaurus(await listLines(db), readFilter(request.query))),
  );

  area.get<LineParams>(paths.synonyms(':id'), edit, async (request, reply) => {
    const line = await readLineOf(request);
    const typed = line ? typedOf(line, line.updatedAt) : readPrefilledLine(request.query);
    return sendLine(reply, line, { typed });
  });

  area.post<LineParams>(paths.synonyms(':id'), edit, async (request, reply) => {
    const line = await readLineOf(request);
    const { body } = request;
    const typed = readTypedLine(body);
    const isTrial = readButton(body, 'action', 'save', 'try') === 'try';
    return unlessRefused(
      async () => {
        const change = readLine(body);
        const query = readTestQuery(body, change);
        const lines = await listLines(db);
        const effect = await trySynonyms(search, query, withLine(lines, undefined), withLine(lines, line?.id, change));
        if (isTrial) return sendLine(reply, line, { typed, effect: presentEffect(query, effect) });
        if (line) await changeLine(db, request.acting, line.id, change, readBasedOn(body));
        else await addLine(db, request.acting, change);
        await database.changes.caughtUp();
        return reply.notice(`Linjen er gemt. ${sayEffect(query, effect)}`).redirect(paths.thesaurus(), 303);
      },
      (issues) => sendLine(reply.code(422), line, { typed, issues }),
    );
  });

  area.post<LineParams>(paths.synonymsDeletion(':id'), edit, async (request, reply) => {
    const lines = await listLines(db);
    const { id, words } = await deleteLine(db, request.acting, readId(request.params.id));
    const query = words[0] ?? '';
    const effect = await trySynonyms(search, query, withLine(lines, undefined), withLine(lines, id));
    await database.changes.caughtUp();
    const notice = `Linjen »${words.join(', ')}« er slettet. ${sayEffect(query, effect)}`;
    return reply.notice(notice).redirect(paths.thesaurus(), 303);
  });

  /** The line of the address; undefined for the one that is not there yet. */
  async function readLineOf({ params: { id } }: FastifyRequest<LineParams>): Promise<ThesaurusLine | undefined> {
    if (id === NEW) return undefined;
    const line = await findLine(db, readId(id));
    if (!line) throw new NotFound(`No line ${id} in the thesaurus`);
    return line;
  }

  async function sendLine(reply: FastifyReply, line: ThesaurusLine | undefined, state: LineState) {
    return reply.page('/thesaurus/line', presentLine(line, await listLines(db), state));
  }
}

/** An id that the database can look for; 0 is none. */
function readId(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
