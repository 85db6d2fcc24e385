const clock = new Intl.DateTimeFormat('da-DK', { timeStyle: 'short', timeZone: 'Europe/Copenhagen' });

/** The line beside the buttons. It is read out when it changes, and never takes the focus. */
export function createStatus(form) {
  const line = form.querySelector('[data-status]');
  const show = (text, trouble, extra) => {
    line.classList.toggle('writing-trouble', trouble);
    // The same words again need not be read out again.
    if (line.firstChild?.textContent !== text || extra) line.replaceChildren(text, ...(extra ? [' ', extra] : []));
  };
  const messages = {
    offline: () => ['Ingen forbindelse. Det, du skriver, gemmes på denne computer.'],
    'signed out': () => ['Du er logget ud. Log ind i et nyt vindue, så gemmer vi.', signInLink(form)],
    'other user': () => ['Du er logget ind som en anden. Det, du skriver, gemmes kun på denne computer.'],
    locked: () => ['Der kan ikke skrives i erfaringen lige nu. Dine ord gemmes på denne computer.'],
    conflict: () => ['Teksten er gemt et andet sted imens. Dine ord er her stadig.', conflictButton()],
  };
  return {
    saved: (at) => show(`Gemt kl. ${clock.format(at)}`, false),
    trouble: (kind) => {
      const [text, extra] = messages[kind]();
      show(text, true, extra);
    },
    refused: (issues) => show(`Ikke gemt. ${issues.map(({ message }) => message).join(' ')}`, true),
  };
}

function signInLink(form) {
  const link = document.createElement('a');
  link.href = form.dataset.signIn;
  link.target = '_blank';
  link.textContent = 'Log ind';
  return link;
}

/** Sends the form as it would go without scripts: the answer shows both texts. */
function conflictButton() {
  const button = document.createElement('button');
  button.type = 'submit';
  button.className = 'button button-secondary';
  button.textContent = 'Se begge udgaver';
  return button;
}
