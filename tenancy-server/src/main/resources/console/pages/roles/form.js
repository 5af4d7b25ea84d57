import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { roleName } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, useForm } from '../../components/form.js';

/** A new role, or another shape of one. Nobody gives what they do not hold: the server refuses it. */
export function RoleForm({ role, roles, permissions, onClose, done }) {
  const isNew = !role.id;
  const form = useForm({
    initial: { name: role.name ?? '', description: role.description ?? '', permissions: role.permissions ?? [], inherits: role.inherits ?? [] },
    rules: isNew ? { name: roleName } : {},
    submit: async ({ name, ...values }) => {
      await (isNew ? api.create('/v1/roles', { name, ...values }) : api.change('PATCH', '/v1/roles/' + role.id, values, role));
      toast(isNew ? `The role ${name} is made` : 'The role is saved');
      onClose();
      done();
    },
  });
  const offered = permissions.filter(one => can(one.permission) || form.values.permissions.includes(one.permission));
  const parents = roles.filter(one => !one.builtIn && one.id !== role.id);
  return html`<${Dialog} title=${isNew ? 'Custom role' : `Edit ${role.name}`} onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    ${isNew ? html`<${Field} form=${form} name="name" label="Name" spellcheck="false" autofocus hint="As billing or read-only. It cannot be changed."/>` : null}
    <${Field} form=${form} name="description" label="Description"/>
    <${Checks} form=${form} name="permissions" label="Permissions" options=${offered.map(one => [one.permission, one.permission, one.meaning])}/>
    ${parents.length ? html`<${Checks} form=${form} name="inherits" label="Inherits" options=${parents.map(one => [one.name, one.name, one.description])}/>` : null}</div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>${isNew ? 'Create role' : 'Save role'}<//><//><//>`;
}
