import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useList, useSearch } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Export } from '../../components/export.js';
import { Icon } from '../../components/icon.js';
import { Badge, Named, Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Choice, Pick, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Invite } from './invite.js';
import { UserMenu } from './menu.js';

const FILTERS = [['', 'All'], ['active', 'Active'], ['invited', 'Invited'], ['disabled', 'Disabled']];
const ORDERS = [['created', 'Oldest first'], ['name', 'Name'], ['email', 'Email']];
const FILE = ['id', 'email', 'name', 'status', 'roles', 'createdAt', 'lastLoginAt'].map(name => [name, user => user[name]]);

const columns = reload => [
  { head: 'User', cell: user => html`<${Named} name=${user.name} detail=${user.email} href=${link('/users/' + user.id)}/>` },
  { head: 'Roles', cell: user => html`<span class="badges">${user.roles.map(role => html`
    <${Badge} key=${role} kind=${/OWNER|OPERATOR/.test(role) ? 'accent' : ''}>${role}<//>`)}</span>` },
  { head: 'Status', cell: user => html`<${Status} value=${user.status}/>` },
  { head: 'Last sign-in', muted: true, cell: user => html`<${Time} value=${user.lastLoginAt}/>` },
  { head: 'Actions', quiet: true, end: true, cell: user => html`<${UserMenu} user=${user} reload=${reload}/>` },
];

export default function Users() {
  const { status = '', sort = 'created' } = here.value.query;
  const search = useSearch();
  const [inviting, setInviting] = useState(false);
  const query = { search: search.wanted, status, sort };
  const list = useList('/v1/users', query);
  return html`<${Head} title="Users" actions=${html`
      <${Export} name="users.csv" path="/v1/users" query=${query} columns=${FILE}/>
      ${can('user:write') && can('role:assign') ? html`<button type="button" class="btn primary" onClick=${() => setInviting(true)}>
        <${Icon} name="user-plus" size=${16}/>Invite user</button>` : null}`}>Who can sign in here, and as what.<//>
    <${Table} list=${list} columns=${columns(list.reload)} caption="Users"
      empty=${{ icon: 'users', title: 'No users match', text: 'Try another name, or clear the filter.' }}
      tools=${html`<${Search} label="Name or email begins with" value=${search.text} onInput=${search.type}/>
        <div class="tools-end"><${Pick} label="Order" value=${sort} options=${ORDERS} onChange=${value => setQuery({ sort: value })}/>
        <${Choice} label="Status" value=${status} options=${FILTERS} onChange=${value => setQuery({ status: value })}/></div>`}/>
    ${inviting ? html`<${Invite} onClose=${() => setInviting(false)} done=${list.reload}/>` : null}`;
}
