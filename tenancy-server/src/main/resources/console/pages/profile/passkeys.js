import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { passkeysWork, makePasskey } from '../../core/passkeys.js';
import { required } from '../../core/rules.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Loaded } from '../../components/states.js';
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
  const known = useData(() => api.get('/v1/me/passkeys'));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState(null);
  return html`<section class="card form"><div class="danger-row"><h2>Passkeys</h2>${passkeysWork ? html`
      <button type="button" class="btn" onClick=${() => setAdding(true)}><${Icon} name="fingerprint-pattern" size=${16}/>Add</button>` : null}</div>
    <${Loaded} of=${known} lines=${1}>${page => page.items.length ? page.items.map(passkey => html`
        <${Row} key=${passkey.id} passkey=${passkey} remove=${() => setRemoving(passkey)}/>`)
      : html`<p class="muted">${passkeysWork ? 'None yet.' : 'This browser has none to offer.'}</p>`}<//>
    ${adding ? html`<${Add} onClose=${() => setAdding(false)} done=${known.reload}/>` : null}
    ${removing ? html`<${Confirm} title=${`Remove ${removing.name}`} action="Remove" done="The passkey is removed" onClose=${() => setRemoving(null)}
      act=${() => api.remove('/v1/me/passkeys/' + removing.id).then(known.reload)}><p>It can no longer be used to sign in here.</p><//>` : null}</section>`;
}
