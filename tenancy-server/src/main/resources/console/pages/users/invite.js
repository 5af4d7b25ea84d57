import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { email, required, some } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

export function Invite({ onClose, done }) {
  const roles = useData(() => api.get('/v1/roles'));
  const form = useForm({
    initial: { email: '', name: '', roles: [] },
    rules: { email, name: required('The name'), roles: some('role') },
    submit: async values => {
      const user = await api.create('/v1/users/invitations', { ...values, email: values.email.trim(), name: values.name.trim() });
      toast(`An invitation to ${user.email} is on its way`);
      onClose();
      done();
    },
  });
  return html`<${Dialog} title="Invite user" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="email" label="Email" type="email" autocomplete="off" autofocus/>
    <${Field} form=${form} name="name" label="Name" autocomplete="off"/>
    <${Loaded} of=${roles} lines=${2}>${page => html`<${Checks} form=${form} name="roles" label="Roles"
      options=${page.items.map(role => [role.name, role.name, role.description])}/>`}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Send invitation<//><//><//>`;
}
