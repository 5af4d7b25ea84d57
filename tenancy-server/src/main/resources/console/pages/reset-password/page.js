import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { link } from '../../core/place.js';
import { takeToken } from '../../core/router.js';
import { password } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

export default function ResetPassword() {
  const [token] = useState(takeToken);
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { password: '' },
    rules: { password },
    submit: async values => { await api.open('/v1/auth/password/reset', { token, ...values }); setDone(true); },
  });
  const go = html`<a class="btn primary wide below" href=${link('/sign-in')}>Sign in</a>`;
  if (done) return html`<${Entrance} title="The password is changed" text="Every session has ended. Sign in with the new one.">${go}<//>`;
  if (!token) {
    return html`<${Entrance} title="This link is not complete" text="Open it from the mail again, or ask for another one.">
      <a class="btn primary wide below" href=${link('/forgot-password')}>Ask for another link</a><//>`;
  }
  return html`<${Entrance} title="Choose another password"><${Form} of=${form}>
    <${Field} form=${form} name="password" label="New password" type="password" autocomplete="new-password" autofocus
      hint="At least 15 characters, or 8 with a second factor."/>
    <${Submit} form=${form} wide>Save the password<//><//><//>`;
}
