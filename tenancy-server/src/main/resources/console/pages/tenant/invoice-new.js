import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { minor } from '../../core/money.js';
import { between, rows } from '../../core/rules.js';
import { toast } from '../../core/toasts.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Cell, Rows } from '../../components/fields.js';
import { Field, Form, useForm } from '../../components/form.js';

const first = shift => { const now = new Date(); return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift, 1)).toISOString().slice(0, 10); };
const midnight = day => day + 'T00:00:00Z';
const isDay = value => /^\d{4}-\d\d-\d\d$/.test(value) ? '' : 'A day is needed.';
const percent = value => /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= 100 ? '' : 'A percentage from 0 to 100.';

const lineRules = (list, { currency }) => rows(
  row => row.description.trim() ? '' : 'What is it for?',
  row => /^[1-9]\d{0,14}$/.test(row.quantity) ? '' : 'A quantity is a number from 1.',
  row => Number.isNaN(minor(row.each, currency)) ? `This is no amount of ${currency}: ${row.each || 'nothing'}.` : '')(list);

const readLines = (lines, currency) => lines.map(row => ({ description: row.description.trim(), quantity: Number(row.quantity), unitAmount: minor(row.each, currency) }));

export function NewInvoice({ tenant, done, onClose }) {
  const form = useForm({
    initial: { from: first(-1), to: first(0), currency: 'EUR', taxRate: '0', dueDays: '14', lines: [] },
    rules: { from: isDay, to: (to, { from }) => isDay(to) || (from < to ? '' : 'It lies after the first day.'),
      currency: value => /^[A-Z]{3}$/.test(value) ? '' : 'Three capital letters, as EUR.', taxRate: percent, dueDays: between(0, 365), lines: lineRules },
    submit: async values => {
      const invoice = await api.create(`/v1/tenants/${tenant.id}/invoices`, { currency: values.currency, from: midnight(values.from), to: midnight(values.to),
        taxRate: Math.round(Number(values.taxRate) * 100), dueDays: Number(values.dueDays), lines: readLines(values.lines, values.currency) });
      toast(`Invoice ${invoice.number} is issued`);
      done();
    },
  });
  return html`<${Dialog} title="Issue an invoice" onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">The price of the plan is on it by itself, for the part of the time that the tenant had the plan.</p>
    <div class="two"><${Field} form=${form} name="from" label="From" type="date" hint="In UTC."/><${Field} form=${form} name="to" label="Up to" type="date" hint="This day is not part of it."/></div>
    <div class="three"><${Field} form=${{ ...form, set: (name, value) => form.set(name, value.toUpperCase()) }} name="currency" label="Currency" maxlength="3"/>
      <${Field} form=${form} name="taxRate" label="Tax, in percent" inputmode="decimal"/><${Field} form=${form} name="dueDays" label="Due in days" inputmode="numeric"/></div>
    <${Rows} form=${form} name="lines" label="Besides the plan" one="line" hint="What is charged, or with a minus given back." blank=${() => ({ description: '', quantity: '1', each: '' })}>
      ${(row, change) => html`<${Cell} label="Description" value=${row.description} maxlength="200" dir="auto" onChange=${description => change({ description })}/>
        <${Cell} label="Quantity" value=${row.quantity} inputmode="numeric" onChange=${quantity => change({ quantity })}/>
        <${Cell} label="Amount of each" value=${row.each} inputmode="decimal" onChange=${each => change({ each })}/>`}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Issue invoice<//><//><//>`;
}
