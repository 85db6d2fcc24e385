/** A file whose text cannot be had; the message tells its owner why and what to do. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

export const brokenFile = () =>
  new UnreadableFile('Filen kan ikke læses. Den er måske beskadiget. Åbn den, gem den igen, og prøv en gang til.');
