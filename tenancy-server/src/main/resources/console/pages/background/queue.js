import { html } from '../../core/html.js';
import { useEvery, useList } from '../../core/data.js';
import { link } from '../../core/place.js';
import { Id } from '../../components/copy.js';
import { Status } from '../../components/marks.js';
import { Table } from '../../components/table.js';
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
  const list = useList('/v1/platform/jobs');
  useEvery(5000, list.reload);
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Waiting jobs" rowKey=${job => job.job}
    empty=${{ icon: 'circle-check', title: 'Nothing waits', text: 'Every job that somebody has asked for has ended.' }}/>`;
}
