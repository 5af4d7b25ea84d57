import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useEvery, useList, useSearch } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { isOpen, JobStatus, Progress, STATES } from '../../components/job.js';
import { Head } from '../../components/page.js';
import { Choice, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const columns = (cancel, retry) => [
  { head: 'Job', cell: job => html`<b>${job.kind}</b>${job.failure ? html`<small class="block bad-text" dir="auto">${job.failure}</small>` : null}` },
  { head: 'State', cell: job => html`<${JobStatus} job=${job}/>` },
  { head: 'Progress', cell: job => html`<${Progress} job=${job}/>` },
  { head: 'Asked for', muted: true, cell: job => html`<${Time} value=${job.createdAt}/>` },
  { head: 'Ended', muted: true, cell: job => html`<${Time} value=${job.endedAt} never="–"/>` },
  { head: 'Actions', quiet: true, end: true, cell: job => !can('job:write') ? null
    : isOpen(job) ? html`<button type="button" class="btn sm bad" onClick=${() => cancel(job)}>Cancel</button>`
    : job.state === 'failed' ? html`<button type="button" class="btn sm" onClick=${() => retry(job)}>Try again</button>` : null },
];

export default function Jobs() {
  const { state = '' } = here.value.query;
  const kind = useSearch('kind');
  const [cancelling, setCancelling] = useState(null);
  const list = useList('/v1/jobs', { state, kind: kind.wanted });
  useEvery(3000, list.reload, list.items.some(isOpen));
  const retry = job => api.post(`/v1/jobs/${job.id}/retry`).then(() => { toast('It goes on'); list.reload(); }, problem => toast(problem.message, 'bad'));
  return html`<${Head} title="Jobs">Work that goes on without a request, as imports of users.<//>
    <${Table} list=${list} columns=${columns(setCancelling, retry)} caption="Jobs"
      tools=${html`<${Search} label="Kind, as user-import" value=${kind.text} onInput=${kind.type}/>
        <${Choice} label="State" value=${state} options=${STATES} onChange=${value => setQuery({ state: value })}/>`}
      empty=${{ icon: 'layers', title: 'No jobs', text: state || kind.wanted ? 'Take another filter.' : 'Jobs are shown here when somebody asks for one.' }}/>
    ${cancelling ? html`<${Confirm} title=${`Cancel ${cancelling.kind}`} action="Cancel the job" done="The job is cancelled" onClose=${() => setCancelling(null)}
      act=${() => api.post(`/v1/jobs/${cancelling.id}/cancel`).then(list.reload)}><p>It ends after the step that runs now. What it has done stays.</p><//>` : null}`;
}
