/** Nothing on the page leads away from it before the words are saved. */
export function saveBeforeLeaving(form, autosave, copy) {
  let isLeaving = false;
  const send = (target) => {
    isLeaving = true;
    target.submit();
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const outcome = await autosave.flush();
    // The page that follows tells what is wrong, with all that was written.
    if (outcome === 'conflict' || outcome === 'refused') return send(form);
    if (outcome === 'saved' && event.submitter?.value === 'preview') location.assign(form.dataset.preview);
  });

  document.addEventListener('submit', async (event) => {
    if ('discard' in event.target.dataset) {
      isLeaving = true;
      copy.forget();
    }
    if (!('afterSave' in event.target.dataset)) return;
    event.preventDefault();
    if (await isSaved()) send(event.target);
  });

  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-after-save]');
    if (!link || autosave.isSettled()) return;
    event.preventDefault();
    if (await isSaved()) location.assign(link.href);
  });

  addEventListener('beforeunload', (event) => {
    if (!isLeaving && !autosave.isSettled()) event.preventDefault();
  });

  async function isSaved() {
    const outcome = await autosave.flush();
    if (outcome !== 'saved') form.querySelector('[data-status]').scrollIntoView({ block: 'center' });
    return outcome === 'saved';
  }
}
