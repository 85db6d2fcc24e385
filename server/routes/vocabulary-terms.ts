import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '#content/refusal.ts';
import { listTerms } from '#content/terms/list-terms.ts';
import { moveTerm } from '#content/terms/move-term.ts';
import { renameTerm } from '#content/terms/rename-term.ts';
import { retireTerm } from '#content/terms/retire-term.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readButton, readTerm, readTyped } from '../forms/term.ts';
import { paths } from '../paths.ts';
import { findVocabulary } from '../presenters/vocabularies/names.ts';
import { presentTermPage, type TermPageState } from '../presenters/vocabularies/term-page.ts';
import { unlessRefused } from './unless-refused.ts';

interface TermParams {
  Params: { name: string; slug: string };
}

/** One term: its name, its place, its end. */
export function registerVocabularyTerms(area: App, { db, database }: Deps): void {
  const edit = { config: { access: 'vocabulary.edit' } } as const;

  area.get<TermParams>(paths.vocabularyTerm(':name', ':slug'), edit, async (request, reply) =>
    sendTerm(request, reply),
  );

  area.post<TermParams>(paths.vocabularyTerm(':name', ':slug'), edit, async (request, reply) => {
    const { words, address } = addressOf(request);
    return unlessRefused(
      async () => {
        const text = readTerm(request.body);
        await renameTerm(db, request.acting, address, text);
        await database.changes.caughtUp();
        return reply.notice(`»${text.label}« er gemt.`).redirect(paths.vocabulary(words.param), 303);
      },
      (issues) => sendTerm(request, reply.code(422), { typed: readTyped(request.body), issues }),
    );
  });

  area.post<TermParams>(paths.vocabularyTermMove(':name', ':slug'), edit, async (request, reply) => {
    const { words, address } = addressOf(request);
    await moveTerm(db, request.acting, address, readButton(request.body, 'direction', 'up', 'down'));
    await database.changes.caughtUp();
    // Back to the term itself: it may have further to go.
    return reply.redirect(`${paths.vocabulary(words.param)}#emneord-${address.slug}`, 303);
  });

  area.post<TermParams>(paths.vocabularyTermRetire(':name', ':slug'), edit, async (request, reply) => {
    const { words, address } = addressOf(request);
    const { successor } = readTyped(request.body);
    return unlessRefused(
      async () => {
        const { label } = await retireTerm(db, request.acting, address, successor || null);
        await database.changes.caughtUp();
        return reply.notice(`»${label}« bruges ikke mere.`).redirect(paths.vocabulary(words.param), 303);
      },
      (issues) => sendTerm(request, reply.code(422), { successor, issues }),
    );
  });

  async function sendTerm(request: FastifyRequest<TermParams>, reply: FastifyReply, state?: TermPageState) {
    const { words, address } = addressOf(request);
    const page = presentTermPage(words, await listTerms(db, words.vocabulary), address.slug, state);
    if (!page) throw new NotFound(`No term ${address.slug}`);
    return reply.page('/vocabularies/term', page);
  }
}

function addressOf({ params: { name, slug } }: FastifyRequest<TermParams>) {
  const words = findVocabulary(name);
  return { words, address: { vocabulary: words.vocabulary, slug } };
}
