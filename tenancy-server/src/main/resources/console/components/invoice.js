import { html } from '../core/html.js';
import { day, number } from '../core/format.js';
import { money } from '../core/money.js';
import { Status } from './marks.js';

const LOOKS = { open: ['next', 'Open'], paid: ['active', 'Paid'], void: ['', 'Void'], uncollectible: ['suspended', 'Uncollectible'] };
const isOverdue = (invoice, now) => invoice.status === 'open' && Date.parse(invoice.dueAt) < now;

export function InvoiceStatus({ invoice }) {
  const [look, label] = isOverdue(invoice, Date.now()) ? ['failed', 'Overdue'] : LOOKS[invoice.status] ?? ['', invoice.status];
  return html`<${Status} value=${look} label=${label}/>`;
}

const Sum = ({ label, amount, invoice, strong }) => html`<tr class=${strong ? 'total' : ''}><th scope="row" colspan="3">${label}</th>
  <td class="num">${money(amount, invoice.currency)}</td></tr>`;

/** An invoice as it is printed. */
export const Paper = ({ invoice, name }) => html`<article class="card paper" aria-label=${`Invoice ${invoice.number}`}>
  <header><div><h2>Invoice ${invoice.number}</h2><p dir="auto">${name}</p></div><${InvoiceStatus} invoice=${invoice}/></header>
  <dl class="paper-facts">
    <div><dt>Issued</dt><dd>${day(invoice.issuedAt)}</dd></div><div><dt>Due</dt><dd>${day(invoice.dueAt)}</dd></div>
    <div><dt>For</dt><dd>${day(invoice.from)} – ${day(invoice.to)}</dd></div>
    ${invoice.paidAt ? html`<div><dt>Paid</dt><dd>${day(invoice.paidAt)}</dd></div>` : null}
    ${invoice.failedAt ? html`<div><dt>Payment failed</dt><dd>${day(invoice.failedAt)}</dd></div>` : null}</dl>
  <div class="scroll" tabindex="0" role="region" aria-label="What is charged, scrollable"><table><caption class="sr">What is charged</caption>
    <thead><tr><th scope="col">Description</th><th scope="col" class="num">Quantity</th><th scope="col" class="num">Each</th><th scope="col" class="num">Amount</th></tr></thead>
    <tbody>${invoice.lines.map((line, i) => html`<tr key=${i}><td dir="auto">${line.description}</td><td class="num">${number(line.quantity)}</td>
      <td class="num">${money(line.unitAmount, invoice.currency)}</td><td class="num">${money(line.amount, invoice.currency)}</td></tr>`)}</tbody>
    <tfoot><${Sum} label="Subtotal" amount=${invoice.subtotal} invoice=${invoice}/>
      <${Sum} label=${`Tax ${invoice.taxRate / 100} %`} amount=${invoice.tax} invoice=${invoice}/>
      <${Sum} label="Total" amount=${invoice.total} invoice=${invoice} strong/></tfoot></table></div></article>`;
