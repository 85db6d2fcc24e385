import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { createSignInLimit } from './auth/sign-in-limit.ts';
import type { Deps } from './deps.ts';
import { requireAccess } from './plugins/access.ts';
import { registerAssets } from './plugins/assets.ts';
import { registerConditional } from './plugins/conditional.ts';
import { registerErrorPages } from './plugins/errors.ts';
import { registerOpenApi } from './plugins/open-api.ts';
import { registerRateLimit } from './plugins/rate-limit.ts';
import { registerRequestLog } from './plugins/request-log.ts';
import { registerSecurityHeaders } from './plugins/security.ts';
import { registerSignedInArea } from './plugins/signed-in-area.ts';
import { registerViews } from './plugins/views.ts';
import { registerAccount } from './routes/account.ts';
import { registerAdmin } from './routes/admin.ts';
import { registerApi } from './routes/api.ts';
import { registerApiDocs } from './routes/api-docs.ts';
import { registerPartnershipApi } from './routes/api-partnerships.ts';
import { registerAssessments } from './routes/assessments.ts';
import { registerAttachmentDownload } from './routes/attachment-download.ts';
import { registerAttachments } from './routes/attachments.ts';
import { registerAuditLog } from './routes/audit-log.ts';
import { registerAuthors } from './routes/authors.ts';
import { registerCollectionPublication } from './routes/collection-publication.ts';
import { registerCollections } from './routes/collections.ts';
import { registerConfirmContact } from './routes/confirm-contact.ts';
import { registerContacts } from './routes/contacts.ts';
import { registerContract } from './routes/contract.ts';
import { registerContractNegotiation } from './routes/contract-negotiation.ts';
import { registerEditedCollections } from './routes/edited-collections.ts';
import { registerEditedPartnerships } from './routes/edited-partnerships.ts';
import { registerEditedTrials } from './routes/edited-trials.ts';
import { registerEntries } from './routes/entries.ts';
import { registerEntryForm } from './routes/entry-form.ts';
import { registerFeed } from './routes/feed.ts';
import { registerFrontPage } from './routes/front-page.ts';
import { registerHealth } from './routes/health.ts';
import { registerHistory } from './routes/history.ts';
import { registerInsight } from './routes/insight.ts';
import { registerManagedPartnerships } from './routes/managed-partnerships.ts';
import { registerMethodProposals } from './routes/method-proposals.ts';
import { registerMetrics } from './routes/metrics.ts';
import { registerOwnAssessments } from './routes/own-assessments.ts';
import { registerOwnContract } from './routes/own-contract.ts';
import { registerOwnEntries } from './routes/own-entries.ts';
import { registerOwnPartnership } from './routes/own-partnership.ts';
import { registerPartnershipFiles } from './routes/partnership-files.ts';
import { registerPartnershipGrants } from './routes/partnership-grants.ts';
import { registerPartnershipPlans } from './routes/partnership-plans.ts';
import { registerPartnerships } from './routes/partnerships.ts';
import { registerPassword } from './routes/password.ts';
import { registerProgrammes } from './routes/programmes.ts';
import { registerPublication } from './routes/publication.ts';
import { registerQueue } from './routes/queue.ts';
import { registerReportFiles } from './routes/report-files.ts';
import { registerReports } from './routes/reports.ts';
import { registerReview } from './routes/review.ts';
import { registerSearch } from './routes/search.ts';
import { registerSearchClick } from './routes/search-click.ts';
import { registerSignIn } from './routes/sign-in.ts';
import { registerSignInOidc } from './routes/sign-in-oidc.ts';
import { registerSiteFiles } from './routes/site-files.ts';
import { registerSubmission } from './routes/submission.ts';
import { registerSuggestions } from './routes/suggestions.ts';
import { registerTermProposals } from './routes/term-proposals.ts';
import { registerTextPages } from './routes/text-pages.ts';
import { registerThesaurus } from './routes/thesaurus.ts';
import { registerTrials } from './routes/trials.ts';
import { registerVocabularies } from './routes/vocabularies.ts';
import { registerVocabularyTerms } from './routes/vocabulary-terms.ts';
import { registerWishes } from './routes/wishes.ts';
import { registerWithdrawal } from './routes/withdrawal.ts';

/** Reading needs no large requests; forms and uploads set their own limits. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** As long as Node lets an address be: the router answers a longer parameter itself, in English. */
const MAX_PARAM_LENGTH = 16 * 1024;

export type App = Awaited<ReturnType<typeof buildApp>>;

/** Makes the site from what it runs on. Tests use this very function. */
export async function buildApp(deps: Deps) {
  const app = Fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: deps.config.trustProxy,
    rewriteUrl: ({ url = '/' }) => toReadable(url),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true },
    // While closing, requests under way are finished; a new one on a kept connection gets 503.
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  requireAccess(app);
  const assets = registerAssets(app);
  const fresh = registerConditional(app, deps, assets.hash);
  registerRequestLog(app);
  registerSecurityHeaders(app, deps.config);
  registerViews(app, assets);
  registerErrorPages(app);
  await registerRateLimit(app, deps.config);
  await registerOpenApi(app, deps.config);

  registerHealth(app, deps);
  registerMetrics(app, deps);
  registerSiteFiles(app, deps, fresh);
  registerFeed(app, deps, fresh);
  registerFrontPage(app, deps, fresh);
  registerSearch(app, deps, fresh);
  registerSuggestions(app, deps, fresh);
  await registerSearchClick(app, deps);
  registerEntries(app, deps, fresh);
  registerCollections(app, deps, fresh);
  registerPartnerships(app, deps, fresh);
  registerHistory(app, deps, fresh);
  registerContract(app, deps, fresh);
  registerAssessments(app, deps, fresh);
  registerTextPages(app, deps, fresh);
  registerApi(app, deps, fresh);
  registerPartnershipApi(app, deps, fresh);
  registerPartnershipFiles(app, deps, fresh);
  registerApiDocs(app, deps, fresh);

  await registerSignedInArea(app, deps, async (area) => {
    const isWithinLimit = await createSignInLimit(area);
    registerSignIn(area, deps, isWithinLimit);
    registerSignInOidc(area, deps);
    registerPassword(area, deps, isWithinLimit);
    registerAccount(area, deps, isWithinLimit);
    registerOwnEntries(area, deps);
    registerOwnPartnership(area, deps);
    registerEntryForm(area, deps);
    registerSubmission(area, deps);
    registerAuthors(area, deps);
    registerMethodProposals(area, deps);
    registerAttachments(area, deps);
    registerAttachmentDownload(area, deps);
    registerVocabularies(area, deps);
    registerVocabularyTerms(area, deps);
    registerTermProposals(area, deps);
    registerThesaurus(area, deps);
    registerInsight(area, deps);
    registerWishes(area, deps);
    registerEditedCollections(area, deps);
    registerCollectionPublication(area, deps);
    registerEditedPartnerships(area, deps);
    registerManagedPartnerships(area, deps);
    registerPartnershipGrants(area, deps);
    registerProgrammes(area, deps);
    registerTrials(area, deps);
    registerEditedTrials(area, deps);
    registerReports(area, deps);
    registerOwnAssessments(area, deps);
    registerReportFiles(area, deps);
    registerQueue(area, deps);
    registerReview(area, deps);
    registerPublication(area, deps);
    registerWithdrawal(area, deps);
    registerContacts(area, deps);
    registerConfirmContact(area, deps);
    registerOwnContract(area, deps);
    registerContractNegotiation(area, deps);
    registerPartnershipPlans(area, deps);
    registerAdmin(area, deps);
    registerAuditLog(area, deps);
  });
  return app;
}

/** An address whose escapes say nothing is taken as it stands, and not found; the router would answer it in English. */
function toReadable(url: string): string {
  const [path = ''] = url.split('?', 1);
  if (!path.includes('%')) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}
