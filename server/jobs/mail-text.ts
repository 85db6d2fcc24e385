/** A mail's own HTML as plain text: a paragraph a block, a link as its words and its address. */
export function mailText(html: string): string {
  const body = /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? html;
  const text = body
    .replace(/\s+/g, ' ')
    .replace(/<br>\s*/g, '\n')
    .replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g, '$2:\n$1')
    .replace(/<\/(?:p|h1|blockquote)>\s*/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replace(/^ +| +$/gm, '')
    .replace(/\n{3,}/g, '\n\n');
  return `${decode(text).trim()}\n`;
}

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? '');
}
