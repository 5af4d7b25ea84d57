import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { required } from '../../core/rules.js';
import { Copy } from '../../components/copy.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';
import { DangerRow } from '../../components/page.js';
import { RecoveryCodes } from '../../components/recovery-codes.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';

function SetUp({ enrolment, onClose, done }) {
  const form = useForm({
    initial: { code: '' },
    rules: { code: required('The code') },
    submit: async ({ code }) => done((await api.post('/v1/me/mfa/totp/confirm', { code: code.trim() })).recoveryCodes),
  });
  return html`<${Dialog} title="Set up an authenticator app" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">Add this key to the app, and type the first code that it shows.</p>
    <div class="field"><span class="label">Key</span><${Copy} value=${enrolment.secret} label="Key"/>
      <small><a class="link" href=${enrolment.uri}>Open in the app on this device</a></small></div>
    <${Field} form=${form} name="code" label="Code" inputmode="numeric" autocomplete="one-time-code" autofocus/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Use the app<//><//><//>`;
}

const Codes = ({ codes, onClose }) => html`<${Dialog} title="Keep these codes" onClose=${onClose}><div class="dlg-body">
  <p class="muted">Each of them is good once in the place of the app. They are not shown again.</p><${RecoveryCodes} codes=${codes}/></div>
  <footer><button type="button" class="btn primary" onClick=${onClose}>I have kept them</button></footer><//>`;

export function SecondFactor() {
  const known = useData(() => api.get('/v1/me/mfa'));
  const [enrolment, setEnrolment] = useState(null);
  const [codes, setCodes] = useState(null);
  const [asked, setAsked] = useState(null);
  const close = () => setAsked(null);
  const failed = problem => toast(problem.message, 'bad');
  const begin = () => api.post('/v1/me/mfa/totp').then(setEnrolment, failed);
  const renew = () => api.post('/v1/me/mfa/recovery-codes').then(fresh => { setCodes(fresh.recoveryCodes); known.reload(); });
  const confirmed = fresh => { setEnrolment(null); setCodes(fresh); known.reload(); };
  return html`<section class="card form"><h2>Second factor</h2><${Loaded} of=${known} lines=${2}>${mfa => html`
    <${DangerRow} title="Authenticator app" text=${mfa.totpSince ? html`In use since <${Time} value=${mfa.totpSince}/>.` : 'Codes of an app on your phone.'}>
      ${mfa.totpSince ? html`<button type="button" class="btn bad" onClick=${() => setAsked('remove')}>Remove</button>`
        : mfa.policy === 'off' ? null : html`<button type="button" class="btn" onClick=${begin}>Set up</button>`}<//>
    ${mfa.totpSince ? html`<${DangerRow} title="Recovery codes" text=${`${mfa.recoveryCodes} left.`}>
      <button type="button" class="btn" onClick=${() => setAsked('renew')}>Renew</button><//>` : null}`}<//>
    ${enrolment ? html`<${SetUp} enrolment=${enrolment} onClose=${() => setEnrolment(null)} done=${confirmed}/>` : null}
    ${codes ? html`<${Codes} codes=${codes} onClose=${() => setCodes(null)}/>` : null}
    ${asked === 'renew' ? html`<${Confirm} title="Renew the recovery codes" action="Renew them" act=${renew} onClose=${close}>
      <p>The codes that you have kept are void at once, all of them. The new ones are shown once.</p><//>` : null}
    ${asked === 'remove' ? html`<${Confirm} title="Remove the authenticator app" action="Remove" done="The app is removed" onClose=${close}
      act=${() => api.remove('/v1/me/mfa/totp').then(known.reload)}><p>The recovery codes are void too.</p><//>` : null}</section>`;
}
