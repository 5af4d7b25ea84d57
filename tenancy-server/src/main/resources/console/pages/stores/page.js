import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useWholeList } from '../../core/data.js';
import { number } from '../../core/format.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Isolation, Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';

const columns = ask => [
  { head: 'Store', cell: store => html`<span class="iso"><${Icon} name="server" size=${16}/><b>${store.name}</b></span>` },
  { head: 'Health', cell: store => html`<${Status} value=${store.served ? 'ok' : 'failed'} label=${store.served ? 'Served' : 'Not served'}/>` },
  { head: 'New tenants', cell: store => html`<${Status} value=${store.full ? 'read_only' : 'ok'} label=${store.full ? 'Full' : 'Open'}/>` },
  { head: 'Region', muted: true, cell: store => store.region },
  { head: 'Placements', cell: store => store.isolations.length
    ? html`<span class="badges">${store.isolations.map(one => html`<${Isolation} key=${one} value=${one}/>`)}</span>` : html`<span class="muted">–</span>` },
  { head: 'Tenants', num: true, cell: store => number(store.tenants) },
  { head: 'Actions', quiet: true, end: true, cell: store => can('platform:write_tenants') ? html`
    <button type="button" class="btn sm" onClick=${() => ask(store)}>${store.full ? 'Open' : 'Mark as full'}</button>` : null },
];

/** Asks for the store anew: what somebody else has changed meanwhile is not overwritten. */
async function change(store) {
  const path = '/v1/stores/' + encodeURIComponent(store.name);
  await api.change('PATCH', path, { full: !store.full }, await api.get(path));
}

export default function Stores() {
  const list = useWholeList('/v1/stores');
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState(null);
  const wanted = search.trim().toLowerCase();
  const rows = list.items.filter(store => store.name.includes(wanted) || store.region.toLowerCase().includes(wanted));
  return html`<${Head} title="Stores">The databases that tenants live in. One is served only while it lets no tenant see another.<//>
    <${Table} list=${list} rows=${rows} columns=${columns(setAsked)} caption="Stores"
      tools=${html`<${Search} label="Name or region" value=${search} onInput=${setSearch}/>`}
      empty=${{ icon: 'server', title: 'No stores match', text: 'Stores are named in the configuration of the servers.' }}/>
    ${asked ? html`<${Confirm} title=${asked.full ? `Open ${asked.name}` : `Mark ${asked.name} as full`} action=${asked.full ? 'Open' : 'Mark as full'} kind="primary"
      done=${asked.full ? `${asked.name} takes new tenants` : `${asked.name} takes no new tenants`} onClose=${() => setAsked(null)} act=${() => change(asked).then(list.reload)}>
      <p>${asked.full ? 'New tenants can be placed there again.' : 'No node places new tenants there. Those that it has are served as ever.'}</p><//>` : null}`;
}
