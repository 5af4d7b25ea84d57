import { useEffect } from 'preact/hooks';
import { html } from '../core/html.js';
import { useList, useSearch } from '../core/data.js';
import { day } from '../core/format.js';
import { money } from '../core/money.js';
import { link } from '../core/place.js';
import { here, setQuery } from '../core/router.js';
import { InvoiceStatus } from './invoice.js';
import { Pick, Search, Table } from './table.js';
import { Time } from './time.js';

const columns = to => [
  { head: 'Invoice', cell: one => html`<a class="link nowrap" href=${link(`${to}/${one.id}`)}>Invoice ${one.number}</a>` },
  { head: 'Status', cell: one => html`<${InvoiceStatus} invoice=${one}/>` },
  { head: 'For', muted: true, cell: one => html`<span class="nowrap">${day(one.from)} – ${day(one.to)}</span>` },
  { head: 'Issued', muted: true, cell: one => html`<${Time} value=${one.issuedAt}/>` },
  { head: 'Due', muted: true, cell: one => html`<${Time} value=${one.dueAt}/>` },
  { head: 'Total', num: true, cell: one => html`<b class="nowrap">${money(one.total, one.currency)}</b>` },
];

const STATES = [['', 'All'], ['open', 'Open'], ['paid', 'Paid'], ['void', 'Void'], ['uncollectible', 'Uncollectible']];

/** The invoices that the API has at a path; each has its page below another one. They are read anew when turn is another. */
export function Invoices({ path, to, turn, children }) {
  const { status = '' } = here.value.query;
  const search = useSearch();
  const list = useList(path, { search: search.wanted, status });
  useEffect(() => { if (turn) list.reload(); }, [turn]);
  return html`<${Table} list=${list} columns=${columns(to)} caption="Invoices"
    tools=${html`<${Search} label="Number, or reference" value=${search.text} onInput=${search.type}/>
      <div class="tools-end"><${Pick} label="Status" value=${status} options=${STATES} onChange=${value => setQuery({ status: value })}/>${children}</div>`}
    empty=${search.wanted || status ? { icon: 'search', title: 'No invoices match', text: 'Try another number, or clear the filter.' }
      : { icon: 'credit-card', title: 'No invoices yet', text: 'They are here once they are issued.' }}/>`;
}
