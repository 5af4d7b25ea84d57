import { html } from '../../core/html.js';
import { Invoices } from '../../components/invoice-list.js';
import { Head } from '../../components/page.js';

export default function OwnInvoices() {
  return html`<${Head} title="Invoices">What this organisation owes, and has paid.<//><${Invoices} path="/v1/invoices" to="/invoices"/>`;
}
