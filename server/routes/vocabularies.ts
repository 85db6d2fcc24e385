import type { FastifyReply } from 'fastify';
import { addTerm } from '#content/terms/add-term.ts';
import { listWaitingProposals } from '#content/terms/list-proposals.ts';
import { countTerms, listTerms } from '#content/terms/list-terms.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readTerm, readTyped } from '../forms/term.ts';
import { paths } from '../paths.ts';
import { findVocabulary, type VocabularyWords } from '../presenters/vocabularies/names.ts';
import { presentVocabularies } from '../presenters/vocabularies/overview.ts';
import { presentTermList, type TermListPage } from '../presenters/vocabularies/term-list.ts';
import { unlessRefused } from './unless-refused.ts';

interface ListParams {
  Params: { name: string };
}

/** The words by which entries are found, where editors look after them. */
export function registerVocabularies(area: App, { db, database, getTaxonomy }: Deps): void {
  const edit = { config: { access: 'vocabulary.edit' } } as const;

  area.get(paths.vocabularies(), edit, async (_request, reply) => {
    const proposals = await listWaitingProposals(db);
    return reply.page('/vocabularies/index', presentVocabularies(await countTerms(db), proposals));
  });

  area.get<ListParams>(paths.vocabulary(':name'), edit, async (request, reply) =>
    sendList(reply, findVocabulary(request.params.name)),
  );

  area.post<ListParams>(paths.vocabulary(':name'), edit, async (request, reply) => {
    const words = findVocabulary(request.params.name);
    return unlessRefused(
      async () => {
        const term = readTerm(request.body);
        await addTerm(db, request.acting, words.vocabulary, term);
        await database.changes.caughtUp();
        return reply.notice(`»${term.label}« er tilføjet.`).redirect(paths.vocabulary(words.param), 303);
      },
      (issues) => sendList(reply.code(422), words, { typed: readTyped(request.body), issues }),
    );
  });

  async function sendList(reply: FastifyReply, words: VocabularyWords, form?: TermListPage['form']) {
    const content = {
      terms: await listTerms(db, words.vocabulary),
      proposals: words.vocabulary === 'methods' ? await listWaitingProposals(db) : [],
    };
    return reply.page('/vocabularies/terms', presentTermList(words, content, await getTaxonomy(), form));
  }
}
