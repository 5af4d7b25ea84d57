import { useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { api } from '../core/api.js';
import { question } from '../core/proof.js';
import { useData } from '../core/data.js';
import { passkeysWork, showPasskey } from '../core/passkeys.js';
import { Buttons, Dialog } from './dialog.js';
import { Field, Form, useForm } from './form.js';
import { Icon } from './icon.js';

const HOW = { password: 'Password', totp: 'Code of your authenticator app', recovery_code: 'Recovery code' };

/** What this account can prove itself by: a second factor if it has one, or else the password. */
async function ways() {
  const [mfa, passkeys] = await Promise.all([api.get('/v1/me/mfa'), api.get('/v1/me/passkeys')]);
  const codes = [mfa.totpSince && 'totp', mfa.recoveryCodes > 0 && 'recovery_code'].filter(Boolean);
  const hasPasskey = passkeys.items.length > 0;
  return { codes: codes.length || hasPasskey ? codes : ['password'], hasPasskey };
}

function Question({ answer }) {
  const known = useData(ways);
  const [way, setWay] = useState(null);
  const method = way ?? known.data?.codes[0];
  const form = useForm({
    initial: { code: '' },
    rules: { code: value => value ? '' : 'This is needed.' },
    submit: async ({ code }) => {
      await api.session('POST', '/step-up', method === 'password' ? { password: code } : { method, code: code.trim() });
      answer(true);
    },
  });
  const passkey = async () => {
    try {
      const options = await api.post('/v1/auth/step-up/passkey/options');
      await api.session('POST', '/step-up', { method: 'passkey', credential: await showPasskey(options) });
      answer(true);
    } catch (problem) { setFailed(problem.message); }
  };
  const [failed, setFailed] = useState('');
  return html`<${Dialog} title="Confirm that it is you" onClose=${() => answer(false)}>
    <${Form} of=${form} class="">
      <div class="dlg-body"><p class="muted">This needs a fresh proof of who you are. It is good for some minutes.</p>
        ${method ? html`<${Field} form=${form} name="code" label=${HOW[method]} autofocus
          type=${method === 'password' ? 'password' : 'text'} autocomplete=${method === 'password' ? 'current-password' : 'one-time-code'}/>` : null}
        ${method === 'totp' && known.data.codes.includes('recovery_code') ? html`
          <button type="button" class="link" onClick=${() => setWay('recovery_code')}>Use a recovery code</button>` : null}
        ${known.data?.hasPasskey && passkeysWork ? html`<button type="button" class="btn wide" onClick=${passkey}>
          <${Icon} name="fingerprint-pattern" size=${17}/>Use a passkey</button>` : null}
        ${failed ? html`<p class="error" role="alert">${failed}</p>` : null}</div>
      <${Buttons} onClose=${() => answer(false)} busy=${form.busy || !method}>Confirm<//>
    <//><//>`;
}

export const ProofDialog = () => question.value && html`<${Question} answer=${question.value.answer}/>`;
