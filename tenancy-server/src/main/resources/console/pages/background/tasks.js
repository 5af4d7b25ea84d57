import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useEvery, useWholeList } from '../../core/data.js';
import { spelled } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Badge, Status } from '../../components/marks.js';
import { Choice, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

/** How a task stands, as [kind of status, word]. */
export function standing(task) {
  if (task.running) return ['provisioning', 'Runs now'];
  if (task.failures > 0) return ['failed', task.failures === 1 ? 'Failed' : `Failed ${task.failures} times`];
  return task.outcome ? ['ok', 'Fine'] : ['', 'Not run yet'];
}

const State = ({ task }) => {
  const [kind, word] = standing(task);
  return html`<${Status} value=${kind} label=${word}/>${task.error ? html`<small class="block bad-text" dir="auto">${task.error}</small>` : null}`;
};

const columns = run => [
  { head: 'Task', cell: task => html`<b>${task.name}</b><small class="block muted">${task.summary}</small>` },
  { head: 'State', cell: task => html`<${State} task=${task}/>` },
  { head: 'When', muted: true, cell: task => html`${spelled(task.schedule)}` },
  { head: 'Where', cell: task => html`<${Badge}>${task.reach === 'cluster' ? 'One node' : 'Each node'}<//>` },
  { head: 'Last success', muted: true, cell: task => html`<span class="nowrap"><${Time} value=${task.succeededAt}/></span>` },
  { head: 'Due', muted: true, cell: task => html`<span class="nowrap"><${Time} value=${task.dueAt}/></span>` },
  { head: 'Actions', quiet: true, end: true, cell: task => can('platform:write_tasks') ? html`
    <button type="button" class="btn sm" aria-label=${`Run ${task.name} now`} onClick=${() => run(task)}>Run now</button>` : null },
];

export function Tasks() {
  const list = useWholeList('/v1/platform/tasks');
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState('');
  useEvery(5000, list.reload);
  const run = task => api.post(`/v1/platform/tasks/${task.name}/runs`).then(
    () => { toast(`${task.name} runs in a moment`); list.reload(); }, problem => toast(problem.message, 'bad'));
  const wanted = search.trim().toLowerCase();
  const rows = list.items.filter(task => (!only || task.failures > 0) && `${task.name} ${task.summary}`.toLowerCase().includes(wanted));
  return html`<${Table} list=${list} rows=${rows} columns=${columns(run)} caption="Tasks" rowKey=${task => task.name}
    empty=${{ icon: 'circle-check', title: only ? 'No task has failed' : 'No task matches' }}
    tools=${html`<${Search} label="Task" value=${search} onInput=${setSearch}/>
      <${Choice} label="State" value=${only} options=${[['', 'All'], ['failed', 'Failed']]} onChange=${setOnly}/>`}/>`;
}
