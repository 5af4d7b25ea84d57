import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { all, api } from './api.js';
import { here, setQuery } from './router.js';

/** What is read from the server: { data, error, loading, reload }. It is read anew when a dependency changes. */
export function useData(read, dependencies = []) {
  const [state, set] = useState({ data: null, error: null, loading: true });
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++turn.current;
    set(old => ({ ...old, error: null, loading: true }));
    try {
      const data = await read();
      if (mine === turn.current) set({ data, error: null, loading: false });
    } catch (error) {
      if (mine === turn.current) set(old => ({ ...old, error, loading: false }));
    }
  }, dependencies);
  useEffect(() => { reload(); return () => { turn.current++; }; }, [reload]);
  return { ...state, reload };
}

/** A list of the API, a page at a time: one call for each page that is shown. */
export function useList(path, query = {}, { limit = 25 } = {}) {
  const key = JSON.stringify(query);
  const [at, setAt] = useState({ key, cursors: [undefined] });
  const cursors = at.key === key ? at.cursors : [undefined];
  const cursor = cursors.at(-1);
  const list = useData(() => api.get(path, { ...query, limit, cursor }), [path, key, cursor]);
  const next = list.data?.next;
  return {
    ...list,
    items: list.data?.items ?? [],
    page: cursors.length,
    next: next ? () => setAt({ key, cursors: [...cursors, next] }) : null,
    previous: cursors.length > 1 ? () => setAt({ key, cursors: cursors.slice(0, -1) }) : null,
  };
}

/** A list that has no pages and no search of its own, as roles: filtered and sorted here. */
export function useWholeList(path, query = {}) {
  const list = useData(() => api.get(path, query), [path, JSON.stringify(query)]);
  return { ...list, items: list.data?.items ?? [], page: 1, next: null, previous: null };
}

/** Those of some items one of whose texts has what is searched for. */
export function matching(items, search, textsOf) {
  const wanted = search.trim().toLowerCase();
  return items.filter(item => textsOf(item).some(text => (text ?? '').toLowerCase().includes(wanted)));
}

const SHOWN = 25;
const READ = 5000;

/**
 * A short list that the API does not search, as groups: read as a whole, which is one call up to 200 items, and searched and paged here. textsOf
 * answers the texts of an item that are searched; of a list without pages, as domains, isWhole says so. One that is not short after all is cut,
 * and says so below.
 */
export function useShortList(path, search, textsOf, { query, isWhole } = {}) {
  const list = useData(() => isWhole ? api.get(path, query) : all(path, query, { most: READ }), [path, JSON.stringify(query)]);
  const known = list.data?.items ?? [];
  const wanted = search.trim();
  const found = matching(known, wanted, textsOf);
  const [at, setAt] = useState({ wanted, page: 1 });
  const page = at.wanted === wanted ? Math.min(at.page, Math.max(1, Math.ceil(found.length / SHOWN))) : 1;
  const turn = to => () => setAt({ wanted, page: to });
  return {
    ...list,
    known,
    items: found.slice((page - 1) * SHOWN, page * SHOWN),
    page,
    cutAt: list.data?.isCut ? known.length : null,
    next: page * SHOWN < found.length ? turn(page + 1) : null,
    previous: page > 1 ? turn(page - 1) : null,
  };
}

/** A value that follows another one when it has been still for a moment. */
export function useStill(value, wait = 250) {
  const [still, set] = useState(value);
  useEffect(() => { const timer = setTimeout(() => set(value), wait); return () => clearTimeout(timer); }, [value]);
  return still;
}

/** The search of a list that the API searches: what is typed, which is in the address too, and what is wanted once it has been still. */
export function useSearch(name = 'search') {
  const [text, setText] = useState(here.value.query[name] ?? '');
  const type = value => { setText(value); setQuery({ [name]: value }); };
  return { text, type, wanted: useStill(text).trim() };
}

/** Does something again and again while somebody looks at the page, for what changes by itself. */
export function useEvery(wait, act, isOn = true) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => { if (!document.hidden) latest.current(); }, wait);
    return () => clearInterval(timer);
  }, [wait, isOn]);
}
