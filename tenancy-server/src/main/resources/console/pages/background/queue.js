import { html } from '../../core/html.js';
import { useEvery, useList, useSearch } from '../../core/data.js';
import { link } from '../../core/place.js';
import { here, setQuery } from '../../core/router.js';
import { isId } from '../../core/rules.js';
import { Id } from '../../components/copy.js';
import { Status } from '../../components/marks.js';
import { Choice, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const COLUMNS = [
  { head: 'Job', cell: job => html`<b>${job.kind}</b>` },
  { head: 'Tenant', cell: job => html`<a class="link mono" href=${link('/tenants/' + job.tenant)}>${job.tenant.slice(-8)}</a>` },
  { head: 'State', cell: job => html`<${Status} value=${job.failures ? 'failed' : 'provisioning'} label=${job.failures ? `Failed ${job.failures} times in a row` : 'Waits or runs'}/>` },
  { head: 'Tries', num: true, cell: job => job.tries },
  { head: 'Since', muted: true, cell: job => html`<${Time} value=${job.queuedAt}/>` },
  { head: 'Goes on', muted: true, cell: job => html`<${Time} value=${job.dueAt}/>` },
  { head: 'Job ID', cell: job => html`<${Id} value=${job.job} label="Job ID"/>` },
];

/** The jobs of all tenants that have not ended. What they are about is their tenants'. */
export function Queue() {
  const { failing = '' } = here.value.query;
  const search = useSearch();
  const list = useList('/v1/platform/jobs', { failing, ...(isId(search.wanted) ? { tenant: search.wanted } : { kind: search.wanted }) });
  useEvery(5000, list.reload);
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Waiting jobs" rowKey=${job => job.job}
    tools=${html`<${Search} label="Kind, or ID of a tenant" value=${search.text} onInput=${search.type}/>
      <${Choice} label="State" value=${failing} options=${[['', 'All'], ['true', 'Failed']]} onChange=${value => setQuery({ failing: value })}/>`}
    empty=${search.wanted || failing ? { icon: 'search', title: 'No job matches', text: 'Look for a whole kind, or the whole ID of a tenant.' } : { icon: 'circle-check', title: 'Nothing waits', text: 'Every job that somebody has asked for has ended.' }}/>`;
}
