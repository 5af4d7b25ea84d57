import { html } from '../../core/html.js';
import { useList, useSearch } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { byDay, compact, number, sum } from '../../core/format.js';
import { Export } from '../../components/export.js';
import { Icon } from '../../components/icon.js';
import { Badge, Isolation, Named, Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Spark } from '../../components/spark.js';
import { Choice, Pick, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const FILTERS = [['', 'All'], ['active', 'Active'], ['read_only', 'Read only'], ['suspended', 'Suspended'], ['deleting', 'Deleting']];

const ORDERS = [['created', 'Oldest first'], ['newest', 'Newest first'], ['name', 'Name']];

/** What a sparkline says: how much it is in all, the busiest day, and today. */
function inWords(usage) {
  const days = byDay(usage);
  const [busiest, most] = days.reduce((best, one) => one[1] > best[1] ? one : best);
  return most === 0 ? 'No requests in 30 days' : `${number(sum(usage.requests))} requests in 30 days, most on ${busiest}: ${number(most)}; today ${number(days.at(-1)[1])}`;
}

const COLUMNS = [
  { head: 'Tenant', cell: tenant => html`<${Named} name=${tenant.name} detail=${tenant.slug} href=${link('/tenants/' + tenant.id)}/>` },
  { head: 'Status', cell: tenant => html`<${Status} value=${tenant.failure ? 'failed' : tenant.status}/>` },
  { head: 'Plan', cell: tenant => html`<${Badge} kind=${'plan-' + tenant.plan}>${tenant.plan}<//>` },
  { head: 'Isolation', cell: tenant => html`<${Isolation} value=${tenant.isolation}/>` },
  { head: 'Store', muted: true, cell: tenant => tenant.store },
  { head: 'Region', muted: true, cell: tenant => tenant.region },
  { head: 'Requests, 30 d', num: true, cell: ({ usage }) => html`<span title=${number(sum(usage.requests))}>${compact(sum(usage.requests))}</span>` },
  { head: 'By the day', quiet: true, cell: ({ usage }) => html`<${Spark} values=${usage.requests} text=${inWords(usage)}/>` },
  { head: 'Created', muted: true, cell: tenant => html`<${Time} value=${tenant.createdAt}/>` },
];

const FILE = [...['id', 'slug', 'name', 'status', 'plan', 'isolation', 'store', 'region', 'createdAt'].map(name => [name, tenant => tenant[name]]),
  ['requests30Days', tenant => sum(tenant.usage.requests)]];

export default function Tenants() {
  const { status = '', sort = 'created' } = here.value.query;
  const search = useSearch();
  const query = { search: search.wanted, status, sort, include: 'usage' };
  const list = useList('/v1/tenants', query);
  return html`<${Head} title="Tenants" actions=${html`
      <${Export} name="tenants.csv" path="/v1/tenants" query=${query} columns=${FILE}/>
      ${can('platform:write_tenants') ? html`<a class="btn primary" href=${link('/tenants/new')}><${Icon} name="plus" size=${17}/>New tenant</a>` : null}`}>
      Every customer of this deployment, with its isolation and plan.<//>
    <${Table} list=${list} columns=${COLUMNS} caption="Tenants"
      empty=${{ icon: 'building', title: 'No tenants match', text: 'Try another name, or clear the filter.' }}
      tools=${html`<${Search} label="Name or slug begins with" value=${search.text} onInput=${search.type}/>
        <div class="tools-end"><${Pick} label="Order" value=${sort} options=${ORDERS} onChange=${value => setQuery({ sort: value })}/>
        <${Choice} label="Status" value=${status} options=${FILTERS} onChange=${value => setQuery({ status: value })}/></div>`}/>`;
}
