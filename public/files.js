/** Says at once that a file is too large: the server would turn the whole form away, with what has been typed in it. */
export function refuseLargeFiles(field) {
  const message = document.createElement('span');
  message.className = 'form-error-message';
  message.role = 'alert';
  message.hidden = true;
  field.before(message);
  const most = Number(field.dataset.mostBytes);
  field.addEventListener('change', () => {
    const large = Array.from(field.files).find(({ size }) => size > most);
    message.hidden = !large;
    message.textContent = large
      ? `»${large.name}« fylder for meget. Hver fil må højst fylde ${most / 1024 ** 2} MB.`
      : '';
    if (large) field.value = '';
  });
}
