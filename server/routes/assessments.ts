import { listSealedAssessments } from '#content/partnerships/assessments.ts';
import { findPublicPartnership } from '#content/partnerships/queries.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { assessmentDocument } from '../documents/assessment.ts';
import { sendDocx } from '../documents/send-docx.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { type AssessmentPage, presentAssessment } from '../presenters/partnerships/assessment-page.ts';

interface Named {
  Params: { slug: string; year: string };
}

/** Sealed assessments, as readers see them and take them away. */
export function registerAssessments(app: App, { db, config }: Deps, fresh: Freshness): void {
  const open = { onRequest: fresh, config: limited };

  app.get<Named>(paths.assessment(':slug', ':year'), open, async (request, reply) =>
    reply.page('/partnerships/assessment', await load(request.params)),
  );

  app.get<Named>(paths.assessmentDocx(':slug', ':year(^\\d+$)'), open, async (request, reply) => {
    const page = await load(request.params);
    const name = `bedoemmelse-${request.params.year}-${request.params.slug}.docx`;
    return sendDocx(reply, name, page.page.title, assessmentDocument(page));
  });

  async function load({ slug, year }: Named['Params']): Promise<AssessmentPage> {
    const partnership = await findPublicPartnership(db, slug);
    const sealed = partnership ? await listSealedAssessments(db, [partnership.id]) : [];
    const assessment = sealed.find((each) => String(each.year) === year);
    if (!partnership || !assessment) throw new NotFound(`No assessment of ${year}`);
    return presentAssessment(partnership, assessment, config.publicUrl);
  }
}
