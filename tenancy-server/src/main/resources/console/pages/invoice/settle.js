import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';

const OUTCOMES = {
  paid: ['Mark as paid', 'check', 'primary', 'is paid', 'A tenant that was closed for what it owed is opened when nothing is overdue any more.'],
  failed: ['Payment failed', 'triangle-alert', 'danger', 'is due now', 'It is due at once. What follows when it stays unpaid is in the settings of the server.'],
  uncollectible: ['Give it up', 'ban', 'danger', 'is given up', 'Nobody expects it to be paid any more; it can be, all the same.'],
  void: ['Void', 'trash', 'danger', 'is void', 'It was wrong, and nobody owes it. Its number stays taken.'],
};
const POSSIBLE = { open: ['paid', 'failed', 'uncollectible', 'void'], uncollectible: ['paid', 'void'] };

/** Says what has become of an invoice. */
export function Settle({ invoice, tenant, reload }) {
  const [asked, setAsked] = useState(null);
  const possible = can('platform:write_invoices') ? POSSIBLE[invoice.status] ?? [] : [];
  if (!possible.length) return null;
  const [label, , kind, done, text] = OUTCOMES[asked] ?? [];
  return html`<button type="button" class="btn primary" onClick=${() => setAsked('paid')}><${Icon} name="check" size=${16}/>Mark as paid</button>
    <${Menu} label=${`Actions for invoice ${invoice.number}`} items=${possible.slice(1).map(one => (
      { label: OUTCOMES[one][0], icon: OUTCOMES[one][1], bad: true, act: () => setAsked(one) }))}/>
    ${asked ? html`<${Confirm} title=${`${label}: invoice ${invoice.number}`} action=${label} kind=${kind} done=${`Invoice ${invoice.number} ${done}`}
      onClose=${() => setAsked(null)} act=${() => api.post(`/v1/tenants/${tenant}/invoices/${invoice.id}/settlement`, { outcome: asked }).then(reload)}><p>${text}</p><//>` : null}`;
}
