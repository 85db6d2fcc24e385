/** How easy a text is to read, and whether it has a good length. The browser runs the very same file. */
export { checkLength, countWords, lengthGuide, lix, lixAdvice } from '../public/readability.js';
