import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { passkeysWork, makePasskey } from '../../core/passkeys.js';
import { required } from '../../core/rules.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Empty, Loaded } from '../../components/states.js';
import { Pager, Search } from '../../components/table.js';
import { Time } from '../../components/time.js';

function Add({ onClose, done }) {
  const form = useForm({
    initial: { name: '' },
    rules: { name: required('The name') },
    submit: async ({ name }) => {
      const credential = await makePasskey(await api.post('/v1/me/passkeys/options'));
      await api.create('/v1/me/passkeys', { name: name.trim(), credential });
      toast('The passkey is added');
      onClose();
      done();
    },
  });
  return html`<${Dialog} title="Add a passkey" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">Sign in with your fingerprint, face or screen lock. It is two factors at once.</p>
    <${Field} form=${form} name="name" label="Name" placeholder="Laptop" autofocus/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Add passkey<//><//><//>`;
}

const Row = ({ passkey, remove }) => html`<div class="danger-row"><div><b dir="auto">${passkey.name}</b>
  <span class="muted">Last used <${Time} value=${passkey.lastUsedAt} never="never"/></span></div>
  <button type="button" class="btn sm" aria-label=${`Remove ${passkey.name}`} onClick=${remove}>Remove</button></div>`;

export function Passkeys() {
  const [search, setSearch] = useState('');
  const list = useShortList('/v1/me/passkeys', search, passkey => [passkey.name], { isWhole: true });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState(null);
  return html`<section class="card form"><div class="danger-row"><h2>Passkeys</h2>${passkeysWork ? html`
      <button type="button" class="btn" onClick=${() => setAdding(true)}><${Icon} name="fingerprint-pattern" size=${16}/>Add</button>` : null}</div>
    ${list.known.length ? html`<${Search} label="Name of a passkey" value=${search} onInput=${setSearch}/>` : null}
    <${Loaded} of=${list} lines=${1}>${() => list.items.length ? list.items.map(passkey => html`
        <${Row} key=${passkey.id} passkey=${passkey} remove=${() => setRemoving(passkey)}/>`)
      : list.known.length ? html`<${Empty} title="No passkey matches"/>`
      : html`<p class="muted">${passkeysWork ? 'None yet.' : 'This browser has none to offer.'}</p>`}<//><${Pager} list=${list}/>
    ${adding ? html`<${Add} onClose=${() => setAdding(false)} done=${list.reload}/>` : null}
    ${removing ? html`<${Confirm} title=${`Remove ${removing.name}`} action="Remove" done="The passkey is removed" onClose=${() => setRemoving(null)}
      act=${() => api.remove('/v1/me/passkeys/' + removing.id).then(list.reload)}><p>It can no longer be used to sign in here.</p><//>` : null}</section>`;
}
