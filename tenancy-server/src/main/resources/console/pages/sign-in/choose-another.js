import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { password } from '../../core/rules.js';
import { Entrance } from '../../frame/entrance.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';

/** From a one-time password to one of one's own. */
export function ChooseAnother({ known, onStep, done, again }) {
  const form = useForm({
    initial: { newPassword: '' },
    rules: { newPassword: password },
    submit: async ({ newPassword }) => {
      const answer = await api.session('POST', '/password', { ...known, newPassword });
      await (answer.step ? onStep(answer.step) : done());
    },
  });
  return html`<${Entrance} title="Choose a password" text="The one you have was good once. Choose another one now.">
    <${Form} of=${form}><input type="hidden" autocomplete="username" value=${known.email}/>
      <${Field} form=${form} name="newPassword" label="New password" type="password" autocomplete="new-password" autofocus
        hint="At least 15 characters, or 8 with a second factor."/>
      <${Submit} form=${form} wide>Save and sign in<//>
      <button type="button" class="btn ghost wide" onClick=${again}>Back</button><//><//>`;
}
