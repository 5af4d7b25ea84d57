import { base } from './place.js';
import { mode, signedOut } from './state.js';
import { askForProof } from './proof.js';

const tags = new WeakMap();

/** The version of what was read, for the change that follows. */
export const tagOf = data => tags.get(data) ?? (data?.version === undefined ? '*' : `"${data.version}"`);

/** What the server refuses, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || 'The server did not answer as expected.');
    this.status = status;
    this.code = body.code || 'unknown';
    this.field = body.field;
    this.errors = body.errors ?? []; // everything that is wrong: { field, code, detail } each, the first of which is told above
  }
}

const NO_ANSWER = { code: 'network.failed', detail: 'The server cannot be reached. Check the connection and try again.' };

async function send(method, path, { body, file, version, key, accept = 'application/json' }) {
  const headers = { Accept: accept, 'Tenancy-Console': mode.value };
  if (file || body !== undefined) headers['Content-Type'] = file ? file.type : 'application/json';
  if (version) headers['If-Match'] = version;
  if (key) headers['Idempotency-Key'] = key;
  const request = { method, headers, credentials: 'same-origin', body: file ?? (body === undefined ? undefined : JSON.stringify(body)) };
  const answer = await fetch(base + path, request).catch(() => { throw new Problem(0, NO_ANSWER); });
  if (answer.status === 204 || answer.status === 202 && !answer.headers.get('Content-Type')) return null;
  if (answer.ok && accept !== 'application/json') return answer.blob();
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status, data);
  const tag = answer.headers.get('ETag');
  if (tag && typeof data === 'object') tags.set(data, tag);
  return data;
}

let refreshing = null;

/** One refresh at a time; other tabs may do the same, and get the same successor. */
function refresh() {
  refreshing ??= send('POST', '/console/session/refresh', {}).finally(() => { refreshing = null; });
  return refreshing;
}

const isOver = problem => problem.status === 401 && /^token\./.test(problem.code);
const needsProof = problem => problem.status === 401 && problem.code === 'access.step_up_required';

/** Sends a request; renews the access token once if it is over, and asks for a fresh proof where one is needed. */
async function call(method, path, options = {}) {
  const prepared = { ...options, key: options.once ? crypto.randomUUID() : undefined };
  for (let renewed = false; ;) {
    try {
      return await send(method, path, prepared);
    } catch (problem) {
      if (isOver(problem) && !renewed && !options.quiet) {
        renewed = true;
        if (mode.value === 'visit' || !await refresh().catch(() => null)) {
          signedOut();
          throw problem;
        }
      } else if (needsProof(problem) && !options.quiet) {
        if (!await askForProof()) throw problem;
      } else throw problem;
    }
  }
}

const withQuery = (path, query) => {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
};

/** Every call of the console goes through here. A path begins with /v1, or with /console/session. */
export const api = {
  get: (path, query) => call('GET', withQuery(path, query)),
  /** A file of the server, of the media type that is wanted. */
  file: (path, query, accept) => call('GET', withQuery(path, query), { accept }),
  post: (path, body, options) => call('POST', path, { body, ...options }),
  /** A POST that makes something: however often it is sent, it makes one. */
  create: (path, body) => call('POST', path, { body, once: true }),
  /** Sends a file as it is: its type says of what kind it is. */
  upload: (path, query, file) => call('POST', withQuery(path, query), { file }),
  /** Says that something is so, which it may be already. */
  put: (path, body) => call('PUT', path, { body }),
  /** Changes what was read: refused if somebody else has changed it since. */
  change: (method, path, body, read) => call(method, path, { body, version: tagOf(read) }),
  remove: (path, read) => call('DELETE', path, { version: read && tagOf(read) }),
  /** For sign-in and sign-out, whose refusals mean what they say. */
  session: (method, path, body) => call(method, '/console/session' + path, { body, quiet: true }),
  open: (path, body) => call('POST', path, { body, quiet: true }),
  /** Whose domain the console is asked at, and how that looks. */
  brand: () => call('GET', '/console/brand', { quiet: true }),
};

const PAGE = 200; // the most that the API has on a page

/**
 * The items of a list, page after page, until there are as many as wanted: { items, isCut }, the latter where there are more. told hears after
 * each page how many there are.
 */
export async function all(path, query, { most = 100_000, told } = {}) {
  const items = [];
  let cursor;
  do {
    const page = await api.get(path, { ...query, limit: PAGE, cursor });
    items.push(...page.items);
    cursor = page.next;
    told?.(items.length);
  } while (cursor && items.length < most);
  return { items, isCut: Boolean(cursor) };
}
