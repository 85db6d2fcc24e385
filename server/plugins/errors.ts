import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { Forbidden, NotFound, Refused } from '#content/refusal.ts';
import { paths } from '../paths.ts';
import { insteadOfContent } from './conditional.ts';

interface ErrorText {
  code: string;
  title: string;
  message: string;
}

const texts: Record<number, ErrorText> = {
  400: {
    code: 'bad_request',
    title: 'Forespørgslen kan ikke læses',
    message: 'Adressen eller det, der blev sendt, er ikke gyldigt. Gå til forsiden, og prøv igen.',
  },
  403: {
    code: 'forbidden',
    title: 'Det har du ikke adgang til',
    message:
      'Din rolle giver ikke adgang hertil, eller det kan ikke lade sig gøre lige nu. Spørg en administrator, hvis du har brug for det.',
  },
  404: {
    code: 'not_found',
    title: 'Siden findes ikke',
    message: 'Måske er adressen skrevet forkert, eller siden er flyttet. Søg efter det, du ledte efter.',
  },
  405: { code: 'method_not_allowed', title: 'Det kan siden ikke', message: 'Gå til forsiden, og prøv igen.' },
  409: {
    code: 'conflict',
    title: 'Det kan ikke lade sig gøre, som det er nu',
    message: 'Gå tilbage, hent siden igen, og se, hvad der har ændret sig.',
  },
  410: {
    code: 'withdrawn',
    title: 'Siden er trukket tilbage',
    message: 'Den kan ikke længere læses. Søg efter noget, der ligner.',
  },
  413: { code: 'too_large', title: 'Det sendte fylder for meget', message: 'Gør det mindre, og prøv igen.' },
  429: {
    code: 'too_many_requests',
    title: 'Du har søgt mange gange på kort tid',
    message: 'Vent et minut, og prøv så igen.',
  },
  500: {
    code: 'internal_error',
    title: 'Der er sket en fejl hos os',
    message: 'Prøv igen om lidt. Sker det igen, så skriv til os, og oplys fejlens nummer.',
  },
  503: {
    code: 'unavailable',
    title: 'Søgningen svarer ikke lige nu',
    message: 'Vi arbejder på at få den i gang. Prøv igen om et øjeblik. De enkelte erfaringer kan stadig læses.',
  },
};

const fallback = texts[500] as ErrorText;

/** Every failure becomes a page in Danish or, below /api/, JSON of one form; details stay in the log. */
export function registerErrorPages(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendError(request, reply, 404));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    return sendError(request, reply, texts[status] ? status : status < 500 ? 400 : 500, issuesOf(error));
  });
}

function statusOf(error: FastifyError): number {
  if (error instanceof Forbidden) return 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof Refused) return 409;
  return error.statusCode ?? 500;
}

function issuesOf(error: Error): Issue[] {
  return error instanceof Refused ? error.issues : [];
}

/** Sends the error that belongs to `status`, with what there is to mend. */
export function sendError(request: FastifyRequest, reply: FastifyReply, status: number, issues: Issue[] = []) {
  const { code, title, message } = texts[status] ?? fallback;
  insteadOfContent(reply, status);
  if (status === 503) reply.header('retry-after', '10');
  if (request.url.startsWith('/api/')) {
    const sentence = issues.length ? 'Forespørgslen har ukendte eller ugyldige værdier.' : `${title}. ${message}`;
    return reply
      .type('application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send({ error: { code, message: sentence, issues } });
  }
  return reply.page('/errors/error', {
    page: { title, noindex: true },
    title,
    message,
    issues,
    links: [
      { label: 'Søg i erfaringer', href: paths.search() },
      { label: 'Gå til forsiden', href: paths.front() },
      { label: 'Kontakt', href: paths.contact() },
    ],
    ...(status >= 500 ? { requestId: request.id } : {}),
  });
}
