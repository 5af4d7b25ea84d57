import { html } from '../../core/html.js';
import { useList, useSearch } from '../../core/data.js';
import { link } from '../../core/place.js';
import { Isolation, Named, Status } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';

const COLUMNS = [
  { head: 'Tenant', cell: tenant => html`<${Named} name=${tenant.name} detail=${tenant.slug} href=${link(`/tenants/${tenant.id}/isolation`)}/>` },
  { head: 'Status', cell: tenant => html`<${Status} value=${tenant.status}/>` },
  { head: 'Isolation', cell: tenant => html`<${Isolation} value=${tenant.isolation}/>` },
  { head: 'Store', muted: true, cell: tenant => tenant.store },
];

/** The tenants that are refused until their tables are those of this release. */
export function Behind() {
  const search = useSearch();
  const list = useList('/v1/tenants', { behind: true, search: search.wanted });
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Tenants that are behind" tools=${html`<h2>Behind</h2><${Search} label="Name or slug begins with" value=${search.text} onInput=${search.type}/>`}
    empty=${search.wanted ? { icon: 'search', title: 'No tenant matches', text: 'Try another name.' } : { icon: 'circle-check', title: 'Nobody is behind', text: 'Every tenant is served.' }}/>`;
}
