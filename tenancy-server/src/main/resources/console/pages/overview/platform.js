import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useShortList, useWholeList } from '../../core/data.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { compact, number, sum } from '../../core/format.js';
import { Icon } from '../../components/icon.js';
import { Isolation, Named, Status } from '../../components/marks.js';
import { Stat } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Requests } from './requests.js';

const STORES = [
  { head: 'Store', cell: store => html`<span class="iso"><${Icon} name="server" size=${16}/><b>${store.name}</b></span>` },
  { head: 'State', cell: store => html`<${Status} value=${store.served ? store.full ? 'read_only' : 'ok' : 'failed'}
    label=${store.served ? store.full ? 'Full' : 'Open' : 'Not served'}/>` },
  { head: 'Region', muted: true, cell: store => store.region },
  { head: 'Isolation', cell: store => html`<span class="badges">${store.isolations.map(one => html`<${Isolation} key=${one} value=${one}/>`)}</span>` },
  { head: 'Tenants', num: true, cell: store => number(store.tenants) },
];

const FAILED = [
  { head: 'Tenant', cell: tenant => html`<${Named} name=${tenant.name} detail=${tenant.slug} href=${link('/tenants/' + tenant.id)}/>` },
  { head: 'Step', cell: tenant => tenant.failure?.step },
  { head: 'Reason', muted: true, cell: tenant => html`<span dir="auto">${tenant.failure?.reason}</span>` },
];

const keyNote = keys => keys.some(key => key.state === 'active') ? 'One signs now' : 'None signs';

const known = (data, show) => data ? show(data) : '–';

const missed = census => census.missed ? `, ${number(census.missed)} tenants could not be asked` : '';
const censusNote = census => census.countedAt ? html`As of <${Time} value=${census.countedAt}/>${missed(census)}` : 'They are counted soon';

/** What the numbers are about, and may be read: asked for one by one, so that one that fails hides no other. */
const useIf = (permission, path) => useData(() => can(permission) ? api.get(path) : Promise.resolve(null), [path]).data;

function Numbers({ stores, failed, usage }) {
  const keys = useIf('platform:read_keys', '/v1/keys');
  const tasks = useIf('platform:read_tasks', '/v1/platform/tasks');
  const fleet = useIf('platform:read_tenants', '/v1/platform/migrations');
  const census = useIf('platform:read_tenants', '/v1/platform/census');
  const served = stores.filter(store => store.served).length;
  const bad = tasks?.items.filter(task => task.failures > 0).length;
  return html`<div class="stats">
    <${Stat} icon="building" label="Tenants" value=${number(stores.reduce((sum, store) => sum + store.tenants, 0))} note="On all stores" to="/tenants"/>
    <${Stat} icon="users" label="Users" value=${known(census, one => one.countedAt ? number(one.users) : '–')} note=${known(census, censusNote)}/>
    <${Stat} icon="arrow-up-down" label="Requests" value=${known(usage, one => compact(sum(one.requests)))} note=${known(usage, one => `In 30 days, ${number(one.requests.at(-1))} today`)}/>
    <${Stat} icon="shield-check" label="Isolation checks" value=${`${served} of ${stores.length}`} note="Stores reached, and safe to serve" to="/stores"/>
    <${Stat} icon="circle-alert" label="Failures" value=${failed.data ? failed.data.next ? '20+' : failed.items.length : '–'} note="Tenants that need a look"/>
    <${Stat} icon="layers" label="Migrations" value=${known(fleet, one => number(one.behind))} note=${known(fleet, one => one.behind ? 'Tenants are behind' : 'Nobody is behind')} to="/migrations"/>
    <${Stat} icon="activity" label="Background work" value=${known(tasks, page => bad ? `${bad} failed` : 'Fine')} note=${known(tasks, page => `${page.items.length} tasks`)} to="/background"/>
    <${Stat} icon="key-round" label="Signing keys" value=${known(keys, page => page.items.length)} note=${known(keys, page => keyNote(page.items))} to="/signing-keys"/></div>`;
}

/** What an operator wants to know first: how many tenants, on which stores, and what has failed. */
export function Platform() {
  const [search, setSearch] = useState('');
  const stores = useShortList('/v1/stores', search, store => [store.name, store.region], { isWhole: true });
  const failed = useWholeList('/v1/tenants', { failed: true, limit: 20 });
  const usage = useData(() => can('platform:read_tenants') ? api.get('/v1/platform/usage') : Promise.resolve(null));
  return html`<${Loaded} of=${stores} lines=${2}>${() => html`<${Numbers} stores=${stores.known} failed=${failed} usage=${usage.data}/>`}<//>
    <div class="stack">${failed.items.length ? html`<${Table} list=${failed} columns=${FAILED} caption="Tenants with a failure" tools=${html`<h2>Needs a look</h2>`}/>` : null}
      ${can('platform:read_tenants') ? html`<${Requests} known=${usage}/>` : null}
      <${Table} list=${stores} columns=${STORES} caption="Stores" tools=${html`<h2>Stores</h2><${Search} label="Name or region" value=${search} onInput=${setSearch}/>`}
        empty=${{ icon: 'server', title: search ? 'No store matches' : 'No stores' }}/></div>`;
}
