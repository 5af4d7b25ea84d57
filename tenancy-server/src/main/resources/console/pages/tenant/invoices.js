import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Invoices as Listed } from '../../components/invoice-list.js';
import { NewInvoice } from './invoice-new.js';

/** What one tenant owes, for operators. */
export function Invoices({ tenant }) {
  const [making, setMaking] = useState(false);
  const [turn, setTurn] = useState(0);
  return html`<${Listed} path=${`/v1/tenants/${tenant.id}/invoices`} to=${`/tenants/${tenant.id}/invoices`} turn=${turn}>
      ${can('platform:write_invoices') ? html`<button type="button" class="btn sm" onClick=${() => setMaking(true)}>
        <${Icon} name="plus" size=${15}/>Issue an invoice</button>` : null}<//>
    ${making ? html`<${NewInvoice} tenant=${tenant} done=${() => { setMaking(false); setTurn(turn + 1); }} onClose=${() => setMaking(false)}/>` : null}`;
}
