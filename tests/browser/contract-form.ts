import type { Page } from 'playwright-core';

/** Fills in the open form of a contract: a goal, an activity and a step, for which the first member answers. */
export async function fillContract(page: Page): Promise<void> {
  const add = (what: string) => page.getByRole('button', { name: `Tilføj ${what}` }).click();
  await page.getByLabel('Kontrakten i almindelige ord').fill('Vi hjælper flere i arbejde.');
  await add('et mål');
  const goal = page.getByRole('group', { name: 'Mål 1' });
  await goal.getByLabel('Hvad skal nås?').fill('Flere i arbejde');
  await goal.getByLabel('Hvad tælles?').fill('Personer i arbejde efter et halvt år');
  await goal.getByLabel('Udgangspunkt').fill('0');
  await goal.getByLabel('Målt den').fill('2005-06-30');
  await goal.getByLabel('Tallet, I vil nå').fill('60');
  await goal.getByLabel('Senest den').fill('2007-12-31');
  await goal.getByLabel('Hvor kommer tallene fra?').fill('Jobcentret');
  await goal.getByLabel('Hvor tit måles der?').fill('Hvert halvår');
  await goal.getByLabel('Hvem måler?').selectOption({ index: 1 });
  await add('en aktivitet');
  const activity = page.getByRole('group', { name: 'Aktivitet 1' });
  await activity.getByLabel('Hvad vil I gøre?').fill('Mentorer på havnen');
  await activity.getByLabel('Begynder').fill('2006-02-01');
  await activity.getByLabel('Slutter').fill('2006-12-31');
  await activity.getByLabel('Hvem har ansvaret?').selectOption({ index: 1 });
  await add('et punkt');
  const step = page.getByRole('group', { name: 'Punkt 1' });
  await step.getByLabel('Hvad vil I fortælle om?').fill('Det, der virker');
  await step.getByLabel('Til hvem?').fill('Andre kommuner');
  await step.getByLabel('Senest den').fill('2007-12-31');
}
