import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useList, useStill } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { Dialog } from '../../components/dialog.js';
import { Named } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';

/** Looks for users, and puts those that are chosen into the group one by one. */
export function AddMember({ path, group, onClose, done }) {
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState([]);
  const list = useList('/v1/users', { search: useStill(search).trim(), sort: 'name' }, { limit: 8 });
  const add = user => api.put(`${path}/${user.id}`).then(
    () => { setAdded(old => [...old, user.id]); toast(`${user.name} is in ${group.name}`); done(); }, problem => toast(problem.message, 'bad'));
  const columns = [
    { head: 'User', cell: user => html`<${Named} name=${user.name} detail=${user.email} size="sm"/>` },
    { head: 'Actions', quiet: true, end: true, cell: user => html`<button type="button" class="btn sm" disabled=${added.includes(user.id)}
      aria-label=${`Add ${user.name}`} onClick=${() => add(user)}>${added.includes(user.id) ? 'Added' : 'Add'}</button>` },
  ];
  return html`<${Dialog} title=${`Add to ${group.name}`} onClose=${onClose}><div class="dlg-body">
    <${Table} list=${list} columns=${columns} caption="Users" tools=${html`<${Search} label="Name or email begins with" value=${search} onInput=${setSearch}/>`}
      empty=${{ icon: 'users', title: 'No users match' }}/></div>
    <footer><button type="button" class="btn primary" onClick=${onClose}>Done</button></footer><//>`;
}
