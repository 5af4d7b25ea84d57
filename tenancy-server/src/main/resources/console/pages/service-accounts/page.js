import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useWholeList } from '../../core/data.js';
import { here, go, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Badge, Named, Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { AccountForm } from './form.js';

const COLUMNS = [
  { head: 'Service account', cell: account => html`<${Named} name=${account.name} detail=${account.description} href=${link('/service-accounts/' + account.id)}/>` },
  { head: 'Roles', cell: account => html`<span class="badges">${account.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</span>` },
  { head: 'Status', cell: account => html`<${Status} value=${account.status}/>` },
  { head: 'Created', muted: true, cell: account => html`<${Time} value=${account.createdAt}/>` },
];

export default function ServiceAccounts() {
  const list = useWholeList('/v1/service-accounts');
  const { search = '' } = here.value.query;
  const [making, setMaking] = useState(false);
  const wanted = search.trim().toLowerCase();
  const rows = list.items.filter(account => account.name.toLowerCase().includes(wanted));
  return html`<${Head} title="Service accounts" actions=${can('service_account:write') && can('role:assign') ? html`
      <button type="button" class="btn primary" onClick=${() => setMaking(true)}><${Icon} name="plus" size=${16}/>New service account</button>` : null}>
      Programs that are nobody's: they have roles and keys of their own, and stay when people go.<//>
    <${Table} list=${list} rows=${rows} columns=${COLUMNS} caption="Service accounts"
      tools=${html`<${Search} label="Name contains" value=${search} onInput=${text => setQuery({ search: text })}/>`}
      empty=${{ icon: 'key-round', title: search ? 'None matches' : 'No service accounts yet', text: search ? 'Try another name.' : 'Make one for a program that runs without a person.' }}/>
    ${making ? html`<${AccountForm} account=${{}} onClose=${() => setMaking(false)} done=${account => go('/service-accounts/' + account.id)}/>` : null}`;
}
