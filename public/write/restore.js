import { readText, toText, writeFields } from './fields.js';

const moment = new Intl.DateTimeFormat('da-DK', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Copenhagen',
});

/** Offers words that the browser kept and the server never got. */
export function offerLostWords(form, copy) {
  const lost = copy.earlier();
  if (!lost) return;
  if (toText(lost.entries) === readText(form)) return copy.forgetEarlier();
  const place = form.querySelector('[data-restore]');
  const end = () => {
    copy.forgetEarlier();
    place.hidden = true;
    place.replaceChildren();
  };
  const text = document.createElement('p');
  text.className = 'm-0';
  text.textContent = `Noget af det, du skrev ${moment.format(lost.at)}, nåede ikke at blive gemt.`;
  const buttons = document.createElement('p');
  buttons.className = 'cluster m-0 mt-3';
  buttons.append(
    makeButton('Hent det, du skrev', () => {
      end();
      // Saved on top of what it was written on: if that has changed, both texts are shown.
      form.elements.based_on.value = lost.basedOn;
      writeFields(form, lost.entries);
      form.elements.title.focus();
    }),
    makeButton('Smid det væk', () => {
      end();
      form.elements.title.focus();
    }),
  );
  place.replaceChildren(text, buttons);
  place.hidden = false;
}

function makeButton(label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary';
  button.textContent = label;
  button.addEventListener('click', act);
  return button;
}
