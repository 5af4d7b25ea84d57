import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { email } from '../../core/rules.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

/** Another address: it counts when the link of the mail to it is opened. */
export function Address({ user }) {
  const form = useForm({
    initial: { email: '' },
    rules: { email },
    submit: async values => {
      await api.post('/v1/me/email', { email: values.email.trim() });
      form.setValues({ email: '' });
      toast(`A mail to ${values.email.trim()} is on its way`);
    },
  });
  const verify = () => api.post('/v1/me/email/verification').then(() => toast('A mail with a link is on its way'), problem => toast(problem.message, 'bad'));
  return html`<section class="card"><${Form} of=${form}><h2>Email</h2>
    ${user.emailVerifiedAt ? null : html`<p class="muted">${user.email} is not confirmed. <button type="button" class="link" onClick=${verify}>Send the link</button></p>`}
    <${Field} form=${form} name="email" label="New address" type="email" autocomplete="email" hint="It counts when you open the link in the mail to it."/>
    <div class="form-actions"><${Submit} form=${form} kind="">Change address<//></div><//></section>`;
}
