import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { Attempts, DeliveryStatus } from '../../components/delivery.js';
import { Dialog } from '../../components/dialog.js';
import { Loaded } from '../../components/states.js';

/** Tries a webhook out, and says what came of it. */
export function Ping({ path, onClose }) {
  const sent = useData(() => api.post(path + '/ping'), [path]);
  return html`<${Dialog} title="Ping" onClose=${onClose}><div class="dlg-body" aria-live="polite"><${Loaded} of=${sent} lines=${3}>
    ${report => html`<p><${DeliveryStatus} status=${report.delivery.status}/></p><${Attempts} attempts=${report.attempts}/>`}<//></div>
    <footer><button type="button" class="btn primary" onClick=${onClose}>Close</button></footer><//>`;
}
