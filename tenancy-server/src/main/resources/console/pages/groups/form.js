import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { required } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

const same = (one, other) => [...one].sort().join() === [...other].sort().join();

/** A new group, or another shape of one. Roles are sent when they change, because giving them needs more rights. */
export function GroupForm({ group, onClose, done }) {
  const isNew = !group.id;
  const roles = useData(() => can('role:assign') && can('role:read') ? api.get('/v1/roles') : Promise.resolve({ items: [] }));
  const form = useForm({
    initial: { name: group.name ?? '', description: group.description ?? '', roles: group.roles ?? [] },
    rules: { name: required('The name') },
    submit: async values => {
      const wanted = { name: values.name.trim(), description: values.description.trim() };
      if (isNew || !same(values.roles, group.roles)) wanted.roles = values.roles;
      const saved = isNew ? await api.create('/v1/groups', wanted) : await api.change('PATCH', '/v1/groups/' + group.id, wanted, group);
      toast(isNew ? 'The group is made' : 'The group is saved');
      onClose();
      done(saved);
    },
  });
  return html`<${Dialog} title=${isNew ? 'New group' : `Edit ${group.name}`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Name" placeholder="Support team" autocomplete="off" autofocus/>
    <${Field} form=${form} name="description" label="Description" autocomplete="off"/>
    <${Loaded} of=${roles} lines=${2}>${page => page.items.length ? html`<${Checks} form=${form} name="roles" label="Roles of everybody in it"
      options=${page.items.map(role => [role.name, role.name, role.description])}/>` : null}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>${isNew ? 'Create group' : 'Save group'}<//><//><//>`;
}
