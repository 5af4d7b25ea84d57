import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { go } from '../../core/router.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { WebhookForm } from '../webhooks/form.js';
import { Secret } from '../webhooks/secret.js';
import { Enable } from './enable.js';
import { Ping } from './ping.js';
import { Replay } from './replay.js';

/** What can be done with a webhook. */
export function Actions({ webhook, reload }) {
  const [open, setOpen] = useState(null);
  const [issued, setIssued] = useState(null);
  if (!can('webhook:write')) return null;
  const close = () => setOpen(null);
  const path = '/v1/webhooks/' + webhook.id;
  const isOff = webhook.status === 'disabled';
  const ask = what => () => setOpen(what);
  return html`<button type="button" class="btn" onClick=${ask('ping')}><${Icon} name="send" size=${16}/>Send a ping</button>
    ${isOff || webhook.failingSince ? html`<button type="button" class="btn primary" onClick=${ask('enable')}><${Icon} name="play" size=${16}/>${isOff ? 'Enable' : 'Go on now'}</button>` : null}
    <${Menu} label="Actions for the webhook" items=${[
      { label: 'Edit', icon: 'pencil', act: ask('edit') },
      { label: 'Replay a time', icon: 'rotate-ccw', act: ask('replay') },
      { label: 'Rotate the secret', icon: 'refresh-cw', act: ask('rotate') },
      !isOff && { label: 'Disable', icon: 'pause', act: ask('disable') },
      { label: 'Delete', icon: 'trash', bad: true, act: ask('delete') }]}/>
    ${open === 'ping' ? html`<${Ping} path=${path} onClose=${() => { close(); reload(); }}/>` : null}
    ${open === 'enable' ? html`<${Enable} path=${path} isOff=${isOff} done=${() => { close(); reload(); }} onClose=${close}/>` : null}
    ${open === 'edit' ? html`<${WebhookForm} title="Edit webhook" webhook=${webhook} onClose=${close} done=${() => { toast('Changes saved'); close(); reload(); }}/>` : null}
    ${open === 'replay' ? html`<${Replay} path=${path} done=${() => { close(); reload(); }} onClose=${close}/>` : null}
    ${open === 'rotate' ? html`<${Confirm} title="Rotate the secret" action="Rotate" kind="primary" onClose=${close}
      act=${async () => setIssued(await api.create(path + '/secret'))}><p>The new secret is shown once. For 24 hours messages are signed with the one before too.</p><//>` : null}
    ${open === 'disable' ? html`<${Confirm} title="Disable the webhook" action="Disable" done="Nothing is sent any more" onClose=${close}
      act=${() => api.post(path + '/disable').then(reload)}><p>Nothing is sent until it is enabled; what changes meanwhile can be sent then.</p><//>` : null}
    ${open === 'delete' ? html`<${Confirm} title="Delete the webhook" word="delete" action="Delete" done="The webhook is deleted" onClose=${close}
      act=${async () => { await api.remove(path, webhook); go('/webhooks'); }}><p>What was sent to it is forgotten. There is no way back.</p><//>` : null}
    ${issued ? html`<${Secret} of=${issued} onClose=${() => { setIssued(null); reload(); }}/>` : null}`;
}
