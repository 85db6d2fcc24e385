import type { FileExtension } from './file-type.ts';

const MAX_LENGTH = 100;

/**
 * A name to offer to those who save the file: without folders, without signs that cannot be seen or that turn the text
 * around (`fdp.exe` could read as `exe.pdf`), and with the ending that its content calls for.
 */
export function cleanFilename(name: string, extension: FileExtension): string {
  const visible = (name.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    // Browsers send a quotation mark as %22.
    .replace(/[<>:"|?*]|%22/g, '-')
    .replace(/\s+/g, ' ');
  const stem = visible.replace(/\.[^.]*$/, '').replace(/^[.\s]+|[.\s]+$/g, '');
  return `${[...stem].slice(0, MAX_LENGTH).join('') || 'fil'}.${extension}`;
}
