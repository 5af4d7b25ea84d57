import { signal, computed } from '@preact/signals';
import { link } from './place.js';

const root = link('');
const read = () => ({
  path: location.pathname.startsWith(root) ? location.pathname.slice(root.length).replace(/\/+$/, '') || '/' : '/',
  query: Object.fromEntries(new URLSearchParams(location.search)),
});

/** Where the console is: the path below /console, and the query. */
export const here = signal(read());
export const path = computed(() => here.value.path);

/** Goes to another page, as a click on a link does. */
export function go(to, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', link(to));
  const before = here.value.path;
  here.value = read();
  if (here.value.path !== before) {
    scrollTo(0, 0);
    requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }));
  }
}

/** Changes the query alone and adds no step to the history: a filter is no page. */
export function setQuery(changes) {
  const query = { ...here.value.query, ...changes };
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value != null)).toString();
  history.replaceState(null, '', location.pathname + (text && '?' + text));
  here.value = read();
}

/** The parameters of a path by a pattern as '/tenants/:id/:tab?', or null if it is another path. */
export function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (given.length > wanted.length) return null;
  const found = {};
  for (let i = 0; i < wanted.length; i++) {
    const name = wanted[i];
    if (name.startsWith(':')) {
      if (given[i] === undefined && !name.endsWith('?')) return null;
      if (given[i] !== undefined) found[name.slice(1).replace('?', '')] = decodeURIComponent(given[i]);
    } else if (name !== given[i]) return null;
  }
  return found;
}

/** Takes the token out of the address (#token=…) and out of the history, so that it is nowhere to be seen. */
export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

addEventListener('popstate', () => { here.value = read(); });
document.addEventListener('click', event => {
  const anchor = event.target.closest?.('a[href]');
  const other = event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!anchor || other || anchor.target || anchor.download || anchor.origin !== location.origin) return;
  if (anchor.pathname !== root && !anchor.pathname.startsWith(root + '/')) return;
  if (anchor.hash) return;
  event.preventDefault();
  go(anchor.pathname.slice(root.length) + anchor.search);
});
