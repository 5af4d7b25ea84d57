import { useMemo, useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { exactly } from '../../core/format.js';
import { Badge } from '../../components/marks.js';
import { Table } from '../../components/table.js';
import { actorName, kindName } from './actors.js';
import { Entry } from './entry.js';
import { filterOf } from './filter.js';
import { Filters } from './filters.js';

const short = id => id.slice(-8);

const What = ({ changes }) => changes.length
  ? html`<span class="muted clip" dir="auto">${changes.map(change => change.field).join(', ')}</span>` : html`<span class="muted">–</span>`;

/** Who it was, by name where that is known; the button shows only what they did. */
function Actor({ entry, keep }) {
  const { actor } = entry;
  const isNamed = entry.actorName !== undefined;
  const only = () => keep({ actor: actor.id });
  const title = `Only what ${isNamed ? entry.actorName : actor.id} did`;
  return html`<span class="who-did">${isNamed && actor.kind === 'user' ? null : html`<${Badge} kind=${actor.kind === 'operator' ? 'accent' : ''}>${isNamed ? kindName(actor) : actorName(entry)}<//>`}
    ${actor.kind === 'system' ? null : html`<button type="button" class=${`id-link ${isNamed ? '' : 'mono'}`} dir="auto" title=${title} onClick=${only}>
      ${isNamed ? actorName(entry) : short(actor.id)}</button>`}</span>`;
}

const columns = (open, keep, isFixed) => [
  { head: 'Time', muted: true, cell: entry => html`<button type="button" class="link nowrap" onClick=${() => open(entry)}>
    <time datetime=${entry.at}>${exactly(entry.at)}</time></button>` },
  { head: 'Actor', cell: entry => html`<${Actor} entry=${entry} keep=${keep}/>` },
  { head: 'Action', cell: entry => html`<button type="button" class="id-link" title=${`Only ${entry.action}`} onClick=${() => keep({ action: entry.action })}>
    <code>${entry.action}</code></button>` },
  ...(isFixed ? [] : [{ head: 'Target', cell: entry => html`<button type="button" class="id-link mono" title=${`Only what was done to ${entry.target}`}
    onClick=${() => keep({ target: entry.target })}>${short(entry.target)}</button>` }]),
  { head: 'Changed', cell: entry => html`<${What} changes=${entry.changes}/>` },
  { head: 'Address', muted: true, cell: entry => html`<span class="mono">${entry.origin?.address ?? '–'}</span>` },
];

/** The audit trail with its filters, which are in the address; fixed is a part of the filter that the page sets. */
export function Log({ fixed }) {
  const { query } = here.value;
  const key = JSON.stringify([query.span, query.from, query.until, query.actor, query.action, query.target, fixed]);
  const filter = useMemo(() => filterOf(query, fixed), [key]);
  const list = useList('/v1/audit', { ...filter, include: 'names' }, { limit: 50 });
  const [shown, setShown] = useState(null);
  const isNarrow = Object.entries(filter).some(([name, value]) => value && !fixed?.[name]);
  return html`<${Table} list=${list} columns=${columns(setShown, setQuery, fixed?.target)} caption="Audit entries" tools=${html`<${Filters} fixed=${fixed}/>`}
      empty=${{ icon: 'scroll-text', title: isNarrow ? 'Nothing matches' : 'Nothing yet',
        text: isNarrow ? 'Take a longer time, or clear the filter.' : 'Changes are shown here as they are made.' }}/>
    ${shown ? html`<${Entry} entry=${shown} onClose=${() => setShown(null)}/>` : null}`;
}
