import { getDocumentProxy } from 'unpdf';
import { brokenFile, UnreadableFile } from './unreadable-file.ts';

const MAX_PAGES = 500;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** The text of a PDF file: its pages, what is filled in or noted on them, its properties and bookmarks. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await openPdf(bytes);
  if (pdf.numPages > MAX_PAGES)
    throw new UnreadableFile(`Filen har ${pdf.numPages} sider. Del den op i filer på højst ${MAX_PAGES} sider.`);
  const texts = [await propertiesText(pdf)];
  // One page at a time, so that only one is held in memory.
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    texts.push(await pageText(page), await annotationText(page));
    page.cleanup();
  }
  texts.push(outlineText(await pdf.getOutline()));
  return texts.filter((text) => text.trim()).join('\n');
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new UnreadableFile('Filen kan ikke læses. Den er låst med en adgangskode. Fjern den, og prøv igen.');
    throw brokenFile();
  }
}

async function propertiesText(pdf: Pdf): Promise<string> {
  const { info } = await pdf.getMetadata();
  const { Title, Subject, Keywords } = info as Record<string, unknown>;
  return [Title, Subject, Keywords].filter((value) => typeof value === 'string').join('\n');
}

/** Pieces of a line join as they stand, so that a number drawn in two pieces is one. */
async function pageText(page: Page): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** What is written in forms and notes. */
async function annotationText(page: Page): Promise<string> {
  const annotations: Record<string, unknown>[] = await page.getAnnotations();
  return annotations
    .flatMap(({ fieldValue, contentsObj, titleObj, alternativeText, url }) => [
      ...[fieldValue].flat(),
      ...[contentsObj, titleObj].map((text) => (text as { str?: unknown } | undefined)?.str),
      ...[alternativeText, url],
    ])
    .filter((value) => typeof value === 'string' && value)
    .join('\n');
}

type Outline = Awaited<ReturnType<Pdf['getOutline']>>;

function outlineText(outline: Outline | null): string {
  return (outline ?? []).map(({ title, items }) => `${title}\n${outlineText(items)}`).join('');
}
