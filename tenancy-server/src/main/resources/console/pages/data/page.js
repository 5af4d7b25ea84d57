import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useEvery, useShortList } from '../../core/data.js';
import { link } from '../../core/place.js';
import { go, here, setQuery } from '../../core/router.js';
import { can, me } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { isOpen, JobStatus, Progress, STATES } from '../../components/job.js';
import { Head } from '../../components/page.js';
import { Choice, Pick, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { EraseById } from './erase.js';

const ERASURES = 'user-erasure';
const EXPORTS = 'tenant-export';
const KINDS = [['', 'Exports of everything'], ['user-export', 'Exports of people'], [ERASURES, 'Erasures']];

const isMine = job => job.createdBy.id === me.value.user.id;

/** An archive is opened by whoever has asked for it, and by nobody else. */
const Asked = ({ job }) => job.kind !== ERASURES && isMine(job)
  ? html`<a href=${link('/data/exports/' + job.id)}><b>You</b></a>`
  : isMine(job) ? html`<b>You</b>` : html`<code>${job.createdBy.id ?? job.createdBy.kind}</code>`;

const COLUMNS = [
  { head: 'Asked for by', cell: job => html`<${Asked} job=${job}/>${job.failure ? html`<small class="block bad-text" dir="auto">${job.failure}</small>` : null}` },
  { head: 'State', cell: job => html`<${JobStatus} job=${job}/>` },
  { head: 'Progress', cell: job => html`<${Progress} job=${job}/>` },
  { head: 'Begun', muted: true, cell: job => html`<${Time} value=${job.createdAt}/>` },
  { head: 'Ended', muted: true, cell: job => html`<${Time} value=${job.endedAt} never="–"/>` },
];

/** What a request is found by. */
const textsOf = job => [isMine(job) ? 'You' : job.createdBy.id, job.failure];

function Actions({ open }) {
  return html`${can('user:erase') ? html`<button type="button" class="btn" onClick=${() => open('erase')}>Erase by id</button>` : null}
    <button type="button" class="btn primary" onClick=${() => open('export')}><${Icon} name="download" size=${16}/>Export everything</button>`;
}

function Requests({ list, kind, state, search }) {
  useEvery(2000, list.reload, list.items.some(isOpen));
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Exports and erasures"
    tools=${html`<${Search} label="Who asked, or why it failed" value=${search} onInput=${text => setQuery({ search: text })}/>
      <div class="tools-end"><${Choice} label="Kind" value=${kind} options=${KINDS} onChange=${value => setQuery({ kind: value })}/>
      <${Pick} label="State" value=${state} options=${STATES} onChange=${value => setQuery({ state: value })}/></div>`}
    empty=${search ? { icon: 'search', title: 'Nothing matches', text: 'Try another word.' }
      : { icon: 'database', title: state ? 'None in this state' : kind === ERASURES ? 'Nobody was erased' : 'No exports', text: 'They are shown here when somebody asks for one.' }}/>`;
}

/** What was asked for of the rights that people have on their data. The kind is in the address. */
export default function Data() {
  const { kind = '', state = '', search = '' } = here.value.query;
  const [open, setOpen] = useState(null);
  const list = useShortList('/v1/jobs', search, textsOf, { query: { kind: kind || EXPORTS, state } });
  const exported = async () => go('/data/exports/' + (await api.create('/v1/exports')).id);
  return html`<${Head} title="Data" actions=${html`<${Actions} open=${setOpen}/>`}>
      All of the organisation as an archive, and what people have asked for about themselves.<//>
    <${Requests} list=${list} kind=${kind} state=${state} search=${search}/>
    ${open === 'export' ? html`<${Confirm} title="Export everything" action="Begin the export" kind="primary" act=${exported} onClose=${() => setOpen(null)}>
      <p>All rows, without secrets, as a ZIP file for you alone. Whoever has the file has the data of everybody in it.</p><//>` : null}
    ${open === 'erase' ? html`<${EraseById} onClose=${() => setOpen(null)} done=${() => { setOpen(null); setQuery({ kind: ERASURES, state: '', search: '' }); list.reload(); }}/>` : null}`;
}
