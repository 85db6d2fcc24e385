import { readTags } from './html.ts';

export interface WebClient {
  get(path: string): Promise<Response>;
  /** Sends a form with the token of the session; does not follow the redirect. Throws when the connection breaks. */
  post(path: string, fields?: Record<string, string>): Promise<Response>;
}

/** Signs in to a site that runs in a process of its own. */
export async function signInAt(address: string, email: string, password: string): Promise<WebClient> {
  let cookie = '';
  let token = '';
  const request = async (path: string, options: RequestInit = {}) => {
    const headers = { ...options.headers, cookie, origin: address };
    const response = await fetch(address + path, { ...options, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) cookie = set.split(';', 1)[0] ?? '';
    return response;
  };
  const post = (path: string, fields: Record<string, string> = {}) =>
    request(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) });
  const readToken = async (path: string) => {
    const inputs = readTags(await (await request(path)).text()).filter(({ name }) => name === 'input');
    token = inputs.find(({ attributes }) => attributes.name === '_csrf')?.attributes.value ?? '';
  };
  await readToken('/log-ind');
  const { status } = await post('/log-ind', { email, password });
  if (status !== 303) throw new Error(`Could not sign in at ${address}: ${status}`);
  await readToken('/mit');
  return { get: request, post };
}
