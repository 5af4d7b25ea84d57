import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { required } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Copy } from '../../components/copy.js';
import { Loaded } from '../../components/states.js';
import { RecoveryCodes } from '../../components/recovery-codes.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

/** Setting up an authenticator app at the sign-in, where the organisation asks for a second factor. */
export function Enrol({ done, again }) {
  const enrolment = useData(() => api.session('POST', '/mfa/enrol'));
  const [codes, setCodes] = useState(null);
  const form = useForm({
    initial: { code: '' },
    rules: { code: required('The code') },
    submit: async ({ code }) => setCodes((await api.session('POST', '/mfa/enrol/confirm', { code: code.trim() })).recoveryCodes),
  });
  if (codes) {
    return html`<${Entrance} title="Keep these codes" text="Each of them is good once in the place of the app.">
      <div class="form"><${RecoveryCodes} codes=${codes}/><button type="button" class="btn primary wide" onClick=${done}>I have kept them</button></div><//>`;
  }
  return html`<${Entrance} title="Set up a second factor" text="Your organisation asks for one. Add this key to your authenticator app.">
    <${Loaded} of=${enrolment} lines=${2}>${data => html`<${Form} of=${form}>
      <div class="field"><span class="label">Key</span><${Copy} value=${data.secret} label="Key"/>
        <small><a class="link" href=${data.uri}>Open in the app on this device</a></small></div>
      <${Field} form=${form} name="code" label="First code of the app" inputmode="numeric" autocomplete="one-time-code"/>
      <${Submit} form=${form} wide>Continue<//>
      <button type="button" class="btn ghost wide" onClick=${again}>Start again</button><//>`}<//><//>`;
}
