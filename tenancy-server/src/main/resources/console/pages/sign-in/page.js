import { useEffect, useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { go, here } from '../../core/router.js';
import { link } from '../../core/place.js';
import { load } from '../../core/session.js';
import { me } from '../../core/state.js';
import { passkeysWork, showPasskey } from '../../core/passkeys.js';
import { email, required } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Icon } from '../../components/icon.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { SecondStep } from './second-step.js';
import { ChooseAnother } from './choose-another.js';

async function enter() {
  await load();
  if (me.value) go(here.value.query.to?.startsWith('/') ? here.value.query.to : '/', { replace: true });
}

/** Whose domain this is: its tenant and how that looks; nothing where it is nobody's. */
async function askedHere() {
  try {
    return await api.brand();
  } catch {
    return {};
  }
}

function Password({ look, onStep, onReplace }) {
  const [failed, setFailed] = useState('');
  const form = useForm({
    initial: { tenant: look.tenant ?? here.value.query.tenant ?? localStorage.getItem('tenant') ?? '', email: '', password: '' },
    rules: { tenant: required('The organisation'), email, password: required('The password') },
    submit: async values => {
      setFailed('');
      try {
        const answer = await api.session('POST', '', { ...values, tenant: values.tenant.trim(), email: values.email.trim() });
        if (!look.tenant) localStorage.setItem('tenant', values.tenant.trim()); // a convenience for the next time, and no secret
        await (answer.step ? onStep(answer.step) : enter());
      } catch (problem) {
        if (problem.code !== 'login.password_change_required') throw problem;
        onReplace(values);
      }
    },
  });
  const passkey = async () => {
    setFailed('');
    try {
      const tenant = form.values.tenant.trim();
      const options = await api.open('/v1/auth/passkey/options', tenant ? { tenant } : {});
      await api.session('POST', '/passkey', { credential: await showPasskey(options) });
      await enter();
    } catch (problem) { setFailed(problem.message); }
  };
  return html`<${Entrance} brand=${look.brand} title=${`Sign in to ${look.brand?.name ?? 'Tenancy'}`}
    text=${look.brand ? '' : 'Manage tenants, people and access.'}>
    <${Form} of=${form}>
      ${look.tenant ? null : html`<${Field} form=${form} name="tenant" label="Organisation" autocomplete="organization"
        autocapitalize="none" spellcheck="false" hint="Its short name, as acme."/>`}
      <${Field} form=${form} name="email" label="Email" type="email" autocomplete="username"/>
      <${Field} form=${form} name="password" label="Password" type="password" autocomplete="current-password"/>
      <${Submit} form=${form} wide>Sign in<//>
      ${passkeysWork && !look.tenant ? html`<button type="button" class="btn wide" onClick=${passkey}>
        <${Icon} name="fingerprint-pattern" size=${17}/>Use a passkey</button>` : null}
      ${failed ? html`<p class="error" role="alert"><${Icon} name="triangle-alert" size=${16}/>${failed}</p>` : null}
    <//>
    <p class="below"><a class="link" href=${link('/forgot-password')}>Forgot your password?</a></p><//>`;
}

export default function SignIn() {
  const [step, setStep] = useState(null);
  const [look, setLook] = useState(null);
  useEffect(() => { askedHere().then(setLook); }, []);
  const [replace, setReplace] = useState(null);
  useEffect(() => { if (me.value) enter(); }, [me.value]);
  const again = () => { setStep(null); setReplace(null); };
  if (step) return html`<${SecondStep} step=${step} done=${enter} again=${again}/>`;
  if (replace) return html`<${ChooseAnother} known=${replace} onStep=${setStep} done=${enter} again=${again}/>`;
  if (!look) return null;
  return html`<${Password} look=${look} onStep=${setStep} onReplace=${setReplace}/>`;
}
