import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { required, some } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

const same = (one, other) => [...one].sort().join() === [...other].sort().join();

/** A new service account, or another shape of one. */
export function AccountForm({ account, onClose, done }) {
  const isNew = !account.id;
  const roles = useData(() => can('role:assign') && can('role:read') ? api.get('/v1/roles') : Promise.resolve({ items: [] }));
  const form = useForm({
    initial: { name: account.name ?? '', description: account.description ?? '', roles: account.roles ?? [] },
    rules: { name: required('The name'), roles: some('role') },
    submit: async values => {
      const wanted = { name: values.name.trim(), description: values.description.trim() };
      if (isNew || !same(values.roles, account.roles)) wanted.roles = values.roles;
      const saved = isNew ? await api.create('/v1/service-accounts', wanted) : await api.change('PATCH', '/v1/service-accounts/' + account.id, wanted, account);
      toast(isNew ? 'The service account is made' : 'The service account is saved');
      onClose();
      done(saved);
    },
  });
  return html`<${Dialog} title=${isNew ? 'New service account' : `Edit ${account.name}`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Name" placeholder="Nightly import" autocomplete="off" autofocus/>
    <${Field} form=${form} name="description" label="Description" autocomplete="off"/>
    <${Loaded} of=${roles} lines=${2}>${page => page.items.length ? html`<${Checks} form=${form} name="roles" label="Roles"
      options=${page.items.map(role => [role.name, role.name, role.description])}/>` : null}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>${isNew ? 'Create service account' : 'Save'}<//><//><//>`;
}
