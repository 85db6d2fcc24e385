const letters: Record<string, string> = { æ: '{', ä: '{', ø: '|', ö: '|', å: '}', aa: '}' };

/** Text whose plain character order is the Danish alphabet's: æ, ø and å (also written aa) follow z. */
export function danishSortKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/aa|[æäøöå]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}{|}]+/gu, ' ')
    .trim();
}
