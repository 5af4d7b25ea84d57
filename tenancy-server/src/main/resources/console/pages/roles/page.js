import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Search } from '../../components/table.js';
import { Matrix } from './matrix.js';
import { RoleForm } from './form.js';

/** The roles, and the permissions that some of them has or whoever sits here. */
async function read() {
  const { items: roles, permissions } = await api.get('/v1/roles', { include: 'permissions' });
  return { roles, permissions: permissions.filter(one => roles.some(role => role.permissions.includes(one.permission)) || can(one.permission)) };
}

const has = (text, ...all) => all.some(one => one.toLowerCase().includes(text));

/** The permissions that are searched for with all roles, or else the roles that are searched for with all permissions. */
function narrowed({ roles, permissions }, search) {
  const wanted = search.trim().toLowerCase();
  const some = permissions.filter(one => has(wanted, one.permission, one.meaning));
  return some.length ? { roles, permissions: some } : { roles: roles.filter(role => has(wanted, role.name, role.description)), permissions };
}

const ownRoles = (roles, edit, remove) => html`<section class="card form"><h2>Custom roles</h2>${roles.map(role => html`
  <div class="danger-row" key=${role.id}><div><b>${role.name}</b><span class="muted" dir="auto">${role.description || 'No description.'}
    ${role.inherits.length ? ` Inherits ${role.inherits.join(', ')}.` : ''}</span></div>
    ${can('role:write') ? html`<${Menu} label=${`Actions for ${role.name}`} items=${[
      { label: 'Edit', icon: 'pencil', act: () => edit(role) }, { label: 'Delete', icon: 'trash', bad: true, act: () => remove(role) }]}/>` : null}</div>`)}</section>`;

export default function Roles() {
  const known = useData(read);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState(null);
  const [removing, setRemoving] = useState(null);
  const add = can('role:write') ? html`<button type="button" class="btn primary" onClick=${() => setEditing({})}>
    <${Icon} name="plus" size=${16}/>Custom role</button>` : null;
  return html`<${Head} title="Roles" actions=${add}>What people may do. A change takes effect within two seconds.<//>
    <${Loaded} of=${known}>${({ roles, permissions }) => {
      const found = narrowed(known.data, search);
      const own = found.roles.filter(role => !role.builtIn);
      return html`<div class="stack"><${Matrix} ...${found} tools=${html`<${Search} label="Permission or role" value=${search} onInput=${setSearch}/>`}/>
        ${own.length ? ownRoles(own, setEditing, setRemoving) : null}</div>
        ${editing ? html`<${RoleForm} role=${editing} roles=${roles} permissions=${permissions} done=${known.reload} onClose=${() => setEditing(null)}/>` : null}
        ${removing ? html`<${Confirm} title=${`Delete the role ${removing.name}`} word=${removing.name} action="Delete" done="The role is deleted"
          act=${() => api.remove('/v1/roles/' + removing.id, removing).then(known.reload)} onClose=${() => setRemoving(null)}>
          <p>Only a role that nobody has can be deleted.</p><//>` : null}`;
    }}<//>`;
}
