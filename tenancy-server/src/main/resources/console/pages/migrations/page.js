import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useEvery } from '../../core/data.js';
import { number } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Status } from '../../components/marks.js';
import { Facts, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';
import { standing } from '../background/tasks.js';
import { Behind } from './behind.js';

const TASK = '/v1/platform/tasks/tenant-migrations';

const read = async () => {
  const [fleet, task] = await Promise.all([api.get('/v1/platform/migrations'), api.get(TASK)]);
  return { fleet, task };
};

function Progress({ fleet }) {
  const done = fleet.tenants - fleet.behind;
  return html`<section class="card form" aria-live="polite"><h2>${fleet.behind ? `${number(fleet.behind)} to go` : 'Every tenant is up to date'}</h2>
    <progress class="progress wide" max=${Math.max(fleet.tenants, 1)} value=${fleet.tenants ? done : 1} aria-label="Tenants that are up to date"></progress>
    <p class="muted">${number(done)} of ${number(fleet.tenants)} tenants with tables of their own have those of this release.
      Those in shared tables are migrated with their store, before it is served.</p></section>`;
}

const Run = ({ task }) => html`<${Facts} title="The run of this node" aside=${html`<${Status} value=${standing(task)[0]} label=${standing(task)[1]}/>`} facts=${[
  ['Began', html`<${Time} value=${task.startedAt}/>`], ['Ended', html`<${Time} value=${task.endedAt} never="–"/>`],
  ['Last success', html`<${Time} value=${task.succeededAt}/>`], ['Next', html`<${Time} value=${task.dueAt}/>`],
  task.error && ['Failure', html`<span dir="auto">${task.error}</span>`]]}/>`;

/** How far the migration of the fleet has come; it is looked at every few seconds, and the list when the number changes. */
export default function Migrations() {
  const known = useData(read);
  const [asking, setAsking] = useState(false);
  const isLive = Boolean(known.data && (known.data.task.running || known.data.fleet.behind));
  useEvery(isLive ? 2000 : 10_000, known.reload);
  const run = () => api.post(TASK + '/runs').then(() => { toast('The migration runs in a moment'); return known.reload(); });
  return html`<${Head} title="Migrations" actions=${can('platform:write_tasks') ? html`
      <button type="button" class="btn" onClick=${() => setAsking(true)}><${Icon} name="play" size=${16}/>Run now</button>` : null}>
      Tenants with a schema or a database of their own, and the tables of this release.<//>
    <${Loaded} of=${known}>${({ fleet, task }) => html`<div class="stack"><div class="halves"><${Progress} fleet=${fleet}/><${Run} task=${task}/></div>
      <${Behind} key=${fleet.behind}/></div>`}<//>
    ${asking ? html`<${Confirm} title="Migrate the fleet now" action="Run now" kind="primary" act=${run} onClose=${() => setAsking(false)}>
      <p>The node that answers brings every tenant along that is behind. Each is one transaction; who is behind is refused until then, everybody else is served.</p><//>` : null}`;
}
