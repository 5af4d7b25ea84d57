import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { Copy } from '../../components/copy.js';
import { Dialog } from '../../components/dialog.js';
import { Form, useForm } from '../../components/form.js';

const Part = ({ name, children }) => html`<div class="kv"><dt>${name}</dt><dd>${children}</dd></div>`;

/** The TXT record that proves a domain, and looking for it. */
export function Proof({ domain, may, onClose, done }) {
  const form = useForm({ initial: {}, submit: async () => { await api.post(`/v1/domains/${domain.id}/verify`); done(); } });
  return html`<${Dialog} title=${`The proof of ${domain.name}`} onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">Add this record where the DNS of the domain is looked after. It has to stay: it is looked for once a day.</p>
    <dl class="flat"><${Part} name="Type"><code>TXT</code><//><${Part} name="Name"><${Copy} value=${domain.record} label="Name"/><//>
      <${Part} name="Value"><${Copy} value=${domain.token} label="Value"/><//></dl></div>
    <footer><button type="button" class="btn" onClick=${onClose}>Close</button>
      ${may ? html`<button class="btn primary" disabled=${form.busy}>${form.busy ? 'Looking…' : 'Look for it now'}</button>` : null}</footer><//><//>`;
}
