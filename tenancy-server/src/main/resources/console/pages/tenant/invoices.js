import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useList } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Invoices as Listed } from '../../components/invoice-list.js';
import { NewInvoice } from './invoice-new.js';

/** What one tenant owes, for operators. */
export function Invoices({ tenant }) {
  const list = useList(`/v1/tenants/${tenant.id}/invoices`);
  const [making, setMaking] = useState(false);
  return html`<${Listed} list=${list} to=${`/tenants/${tenant.id}/invoices`} tools=${html`<h2>Invoices</h2>
      ${can('platform:write_invoices') ? html`<button type="button" class="btn sm" onClick=${() => setMaking(true)}>
        <${Icon} name="plus" size=${15}/>Issue an invoice</button>` : null}`}/>
    ${making ? html`<${NewInvoice} tenant=${tenant} done=${() => { setMaking(false); list.reload(); }} onClose=${() => setMaking(false)}/>` : null}`;
}
