import { html } from '../core/html.js';
import { day } from '../core/format.js';
import { money } from '../core/money.js';
import { link } from '../core/place.js';
import { InvoiceStatus } from './invoice.js';
import { Table } from './table.js';
import { Time } from './time.js';

const columns = to => [
  { head: 'Invoice', cell: one => html`<a class="link" href=${link(`${to}/${one.id}`)}>Invoice ${one.number}</a>` },
  { head: 'Status', cell: one => html`<${InvoiceStatus} invoice=${one}/>` },
  { head: 'For', muted: true, cell: one => html`<span class="nowrap">${day(one.from)} – ${day(one.to)}</span>` },
  { head: 'Issued', muted: true, cell: one => html`<${Time} value=${one.issuedAt}/>` },
  { head: 'Due', muted: true, cell: one => html`<${Time} value=${one.dueAt}/>` },
  { head: 'Total', num: true, cell: one => html`<b class="nowrap">${money(one.total, one.currency)}</b>` },
];

/** Invoices, each of which has its page below a path. */
export const Invoices = ({ list, to, tools }) => html`<${Table} list=${list} columns=${columns(to)} caption="Invoices" tools=${tools}
  empty=${{ icon: 'credit-card', title: 'No invoices yet', text: 'They are here once they are issued.' }}/>`;
