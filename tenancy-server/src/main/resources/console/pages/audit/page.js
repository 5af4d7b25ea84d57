import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { all } from '../../core/api.js';
import { useList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { csv, download } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Id } from '../../components/copy.js';
import { Head } from '../../components/page.js';
import { Pick, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const MOST = 10_000;
const ACTORS = [['', 'Everybody'], ['user', 'Users'], ['operator', 'Operators'], ['service', 'Service accounts'], ['api_key', 'API keys'], ['system', 'System']];
const FILE = [['at', entry => entry.at], ['actor_kind', entry => entry.actor.kind], ['actor_id', entry => entry.actor.id],
  ['action', entry => entry.action], ['target', entry => entry.target], ['id', entry => entry.id]];

const COLUMNS = [
  { head: 'Time', muted: true, cell: entry => html`<span class="nowrap"><${Time} value=${entry.at}/></span>` },
  { head: 'By', cell: entry => html`<span class="cell-main"><${Badge}>${entry.actor.kind.replace('_', ' ')}<//><${Id} value=${entry.actor.id} label="Actor"/></span>` },
  { head: 'Action', cell: entry => html`<code>${entry.action}</code>` },
  { head: 'Target', cell: entry => html`<${Id} value=${entry.target} label="Target"/>` },
];

const keeps = (text, kind) => entry => (!kind || entry.actor.kind === kind)
  && (!text || entry.action.includes(text) || entry.target.startsWith(text) || entry.actor.id.startsWith(text));

export default function Audit() {
  const { kind = '', search: asked = '' } = here.value.query;
  const [search, setSearch] = useState(asked);
  const [busy, setBusy] = useState(false);
  const list = useList('/v1/audit', {}, { limit: 100 });
  const keep = keeps(search.trim().toLowerCase(), kind);
  const save = async write => {
    setBusy(true);
    try {
      const entries = await all('/v1/audit', {}, MOST);
      write(entries.filter(keep));
      if (entries.length === MOST) toast(`Only the youngest ${MOST} entries were looked at.`, 'bad');
    } catch (problem) { toast(problem.message, 'bad'); }
    setBusy(false);
  };
  const asCsv = entries => download('audit.csv', csv(entries, FILE), 'text/csv');
  const asLines = entries => download('audit.ndjson', entries.map(entry => JSON.stringify(entry) + '\n').join(''), 'application/x-ndjson');
  return html`<${Head} title="Audit log" actions=${html`
      <button type="button" class="btn" disabled=${busy} onClick=${() => save(asCsv)}><${Icon} name="download" size=${16}/>CSV</button>
      <button type="button" class="btn" disabled=${busy} onClick=${() => save(asLines)}><${Icon} name="download" size=${16}/>NDJSON</button>`}>
      Every change and who made it, the youngest first.<//>
    <${Table} list=${list} rows=${list.items.filter(keep)} columns=${COLUMNS} caption="Audit entries"
      empty=${{ icon: 'scroll-text', title: 'Nothing on this page', text: 'Clear the filter, or go to the next page.' }}
      tools=${html`<${Search} label="Action or id contains" value=${search} onInput=${text => { setSearch(text); setQuery({ search: text }); }}/>
        <${Pick} label="By" value=${kind} options=${ACTORS} onChange=${value => setQuery({ kind: value })}/>`}/>`;
}
