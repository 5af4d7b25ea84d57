import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { link } from '../../core/place.js';
import { email, required } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

export default function ForgotPassword() {
  const [sent, setSent] = useState(false);
  const form = useForm({
    initial: { tenant: localStorage.getItem('tenant') ?? '', email: '' },
    rules: { tenant: required('The organisation'), email },
    submit: async ({ tenant, email }) => {
      await api.open('/v1/auth/password/forgot', { tenant: tenant.trim(), email: email.trim() });
      setSent(true);
    },
  });
  const back = html`<p class="below"><a class="link" href=${link('/sign-in')}>Back to the sign-in</a></p>`;
  if (sent) return html`<${Entrance} title="Look into your mail" text="If there is such an account, a mail with a link is on its way.">${back}<//>`;
  return html`<${Entrance} title="Forgot your password?" text="We send a link to choose another one.">
    <${Form} of=${form}>
      <${Field} form=${form} name="tenant" label="Organisation" autocapitalize="none" spellcheck="false" hint="Its short name, as acme."/>
      <${Field} form=${form} name="email" label="Email" type="email" autocomplete="username"/>
      <${Submit} form=${form} wide>Send the link<//><//>${back}<//>`;
}
