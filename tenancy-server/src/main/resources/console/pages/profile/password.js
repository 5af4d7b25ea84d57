import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { go } from '../../core/router.js';
import { me } from '../../core/state.js';
import { password, required } from '../../core/rules.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

/** Another password; every other session ends. Where a second factor is needed, the sign-in goes on with it. */
export function Password({ user, tenant }) {
  const form = useForm({
    initial: { password: '', newPassword: '' },
    rules: { password: required('The present password'), newPassword: password },
    submit: async values => {
      const answer = await api.session('POST', '/password', { ...values, tenant: tenant.slug, email: user.email });
      if (answer.step) { toast('Sign in with the new password and your second factor.'); me.value = null; return go('/sign-in'); }
      form.setValues({ password: '', newPassword: '' });
      return toast('The password is changed. All other sessions have ended.');
    },
  });
  return html`<section class="card"><${Form} of=${form}><h2>Password</h2><input type="hidden" autocomplete="username" value=${user.email}/>
    <${Field} form=${form} name="password" label="Present password" type="password" autocomplete="current-password"/>
    <${Field} form=${form} name="newPassword" label="New password" type="password" autocomplete="new-password"
      hint="At least 15 characters, or 8 with a second factor."/>
    <div class="form-actions"><${Submit} form=${form} kind="">Change password<//></div><//></section>`;
}
