import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { link } from '../../core/place.js';
import { takeToken } from '../../core/router.js';
import { password } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

export default function AcceptInvitation() {
  const [token] = useState(takeToken);
  const [user, setUser] = useState(null);
  const form = useForm({
    initial: { password: '' },
    rules: { password },
    submit: async values => setUser(await api.open('/v1/auth/invitations/accept', { token, ...values })),
  });
  if (user) {
    return html`<${Entrance} title="Welcome" text=${`The account of ${user.email} is ready.`}>
      <a class="btn primary wide below" href=${link('/sign-in')}>Sign in</a><//>`;
  }
  if (!token) return html`<${Entrance} title="This link is not complete" text="Open it from the mail again, or ask who has invited you for another one."/>`;
  return html`<${Entrance} title="Accept your invitation" text="Choose a password to get started."><${Form} of=${form}>
    <${Field} form=${form} name="password" label="Password" type="password" autocomplete="new-password" autofocus
      hint="At least 15 characters, or 8 with a second factor."/>
    <${Submit} form=${form} wide>Accept the invitation<//><//><//>`;
}
