import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { passkeysWork, showPasskey } from '../../core/passkeys.js';
import { required } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Icon } from '../../components/icon.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Enrol } from './enrol.js';

const LABELS = { totp: 'Code of your authenticator app', recovery_code: 'Recovery code' };

export function SecondStep({ step, done, again }) {
  const codes = step.methods.filter(method => method in LABELS);
  const [method, setMethod] = useState(codes[0]);
  const [failed, setFailed] = useState('');
  const form = useForm({
    initial: { code: '' },
    rules: { code: required('The code') },
    submit: async ({ code }) => {
      await api.session('POST', '/mfa', { method, code: code.trim() });
      await done();
    },
  });
  if (step.enrol) return html`<${Enrol} done=${done} again=${again}/>`;
  const passkey = async () => {
    setFailed('');
    try {
      const options = await api.session('POST', '/mfa/passkey/options');
      await api.session('POST', '/mfa', { method: 'passkey', credential: await showPasskey(options) });
      await done();
    } catch (problem) { setFailed(problem.message); }
  };
  const other = codes.find(one => one !== method);
  return html`<${Entrance} title="One more step" text="Show your second factor.">
    <${Form} of=${form}>
      ${method ? html`<${Field} form=${form} name="code" label=${LABELS[method]} autocomplete="one-time-code" autofocus
          inputmode=${method === 'totp' ? 'numeric' : 'text'}/><${Submit} form=${form} wide>Continue<//>` : null}
      ${step.methods.includes('passkey') && passkeysWork ? html`<button type="button" class="btn wide" onClick=${passkey}>
        <${Icon} name="fingerprint-pattern" size=${17}/>Use a passkey</button>` : null}
      ${failed ? html`<p class="error" role="alert">${failed}</p>` : null}
      ${other ? html`<button type="button" class="btn ghost wide" onClick=${() => { setMethod(other); form.set('code', ''); }}>
        Use ${other === 'totp' ? 'the authenticator app' : 'a recovery code'} instead</button>` : null}
      <button type="button" class="btn ghost wide" onClick=${again}>Start again</button><//><//>`;
}
