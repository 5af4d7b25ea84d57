import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useList, useSearch } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Status } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const isOpen = visit => !visit.endedAt && new Date(visit.expiresAt) > new Date();

/** Operators who were here to help. */
export function Visits() {
  const search = useSearch();
  const list = useList('/v1/tenant/visits', { search: search.wanted });
  const [ending, setEnding] = useState(null);
  const columns = [
    { head: 'Operator', cell: visit => visit.email },
    { head: 'Reason', cell: visit => html`<span dir="auto">${visit.reason}</span>` },
    { head: 'For', cell: visit => visit.access === 'write' ? 'Helping' : 'Looking' },
    { head: 'Began', muted: true, cell: visit => html`<${Time} value=${visit.startedAt}/>` },
    { head: 'State', cell: visit => html`<${Status} value=${isOpen(visit) ? 'active' : ''} label=${isOpen(visit) ? 'Inside' : 'Over'}/>` },
    { head: 'Actions', quiet: true, end: true, cell: visit => isOpen(visit) && can('security:write') ? html`
      <button type="button" class="btn sm bad" onClick=${() => setEnding(visit)}>Show out</button>` : null },
  ];
  return html`<div class="below-cards"><${Table} list=${list} columns=${columns} caption="Support visits" tools=${html`<h2>Support visits</h2><${Search} label="Operator or reason" value=${search.text} onInput=${search.type}/>`}
    empty=${search.wanted ? { icon: 'search', title: 'No visit matches', text: 'Try another word.' } : { icon: 'life-buoy', title: 'No visits', text: 'No operator has been here.' }}/>
    ${ending ? html`<${Confirm} title="Show the operator out" action="Show out" onClose=${() => setEnding(null)} done="The operator is shown out"
      act=${() => api.remove('/v1/tenant/visits/' + ending.id).then(list.reload)}><p>${ending.email} is helping here, and can do no more from then on. They can come back.</p><//>` : null}</div>`;
}
