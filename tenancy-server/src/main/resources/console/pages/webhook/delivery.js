import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { Id } from '../../components/copy.js';
import { Attempts, DeliveryStatus } from '../../components/delivery.js';
import { Dialog } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Loaded } from '../../components/states.js';

/** One message with all of its attempts, and sending it again. */
export function Delivery({ path, reload, onClose }) {
  const known = useData(() => api.get(path), [path]);
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      await api.post(path + '/replay');
      toast('It is sent again');
      onClose();
      reload();
    } catch (problem) { toast(problem.message, 'bad'); setBusy(false); }
  };
  const entry = known.data?.delivery.entry;
  return html`<${Dialog} title=${known.data?.delivery.eventType ?? 'Delivery'} onClose=${onClose} wide><div class="dlg-body"><${Loaded} of=${known} lines=${4}>
      ${({ delivery, attempts }) => html`<dl class="plain"><div class="kv"><dt>Status</dt><dd><${DeliveryStatus} status=${delivery.status}/></dd></div>
        <div class="kv"><dt>webhook-id</dt><dd><${Id} value=${delivery.messageId} label="webhook-id"/></dd></div></dl><${Attempts} attempts=${attempts}/>`}<//></div>
    <footer><button type="button" class="btn" onClick=${onClose}>Close</button>
      ${entry && can('webhook:write') ? html`<button type="button" class="btn primary" disabled=${busy} onClick=${replay}><${Icon} name="rotate-ccw" size=${16}/>Send again</button>` : null}</footer><//>`;
}
