import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useShortList } from '../../core/data.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Grants } from './grants.js';

const source = from => from.kind === 'group' ? `Group ${from.group}` : from.kind === 'grant' ? 'Granted' : from.roles.join(' → ');

const COLUMNS = [
  { head: 'Permission', cell: held => html`<code>${held.permission}</code>` },
  { head: 'From', cell: held => held.sources.map(source).join(', ') },
  { head: 'Until', muted: true, cell: held => html`<${Time} value=${held.until} never="No end"/>` },
];

/** What somebody may do, and why. */
export function Access({ user }) {
  const [search, setSearch] = useState('');
  const list = useShortList(`/v1/users/${user.id}/permissions`, search, held => [held.permission, ...held.sources.map(source)], { isWhole: true });
  return html`<div class="stack"><${Grants} user=${user} changed=${list.reload}/>
    <${Table} list=${list} columns=${COLUMNS} caption="Permissions" rowKey=${held => held.permission} tools=${html`<h2>All in all</h2><${Search} label="Permission, or source" value=${search} onInput=${setSearch}/>`}
      empty=${search ? { icon: 'search', title: 'No permission matches', text: 'Try another name.' } : { icon: 'shield', title: 'No permissions', text: 'Give the user a role.' }}/></div>`;
}
