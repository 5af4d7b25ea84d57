import { html } from '../../core/html.js';
import { useList } from '../../core/data.js';
import { Invoices } from '../../components/invoice-list.js';
import { Head } from '../../components/page.js';

export default function OwnInvoices() {
  const list = useList('/v1/invoices');
  return html`<${Head} title="Invoices">What this organisation owes, and has paid.<//><${Invoices} list=${list} to="/invoices"/>`;
}
