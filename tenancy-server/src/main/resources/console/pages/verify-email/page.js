import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { link } from '../../core/place.js';
import { takeToken } from '../../core/router.js';
import { Entrance } from '../../frame/entrance.js';
import { Form, Submit, useForm } from '../../components/form.js';

/** It takes a click: a mail program that opens links to look at them confirms nothing. */
export default function VerifyEmail() {
  const [token] = useState(takeToken);
  const [user, setUser] = useState(null);
  const form = useForm({ initial: {}, submit: async () => setUser(await api.open('/v1/auth/email/verify', { token })) });
  if (user) {
    return html`<${Entrance} title="Confirmed" text=${`${user.email} is the address of your account.`}>
      <a class="btn primary wide below" href=${link('/')}>Go on</a><//>`;
  }
  if (!token) return html`<${Entrance} title="This link is not complete" text="Open it from the mail again."/>`;
  return html`<${Entrance} title="Confirm your address" text="Confirm that this mail has reached you.">
    <${Form} of=${form}><${Submit} form=${form} wide>Confirm<//><//><//>`;
}
