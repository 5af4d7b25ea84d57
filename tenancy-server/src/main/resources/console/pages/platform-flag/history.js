import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useShortList } from '../../core/data.js';
import { Id } from '../../components/copy.js';
import { Rollout } from '../../components/flag.js';
import { Status } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const COLUMNS = [
  { head: 'Version', num: true, cell: one => one.flag.version },
  { head: 'Changed', cell: one => html`<${Time} value=${one.flag.updatedAt}/>` },
  { head: 'By', cell: one => html`<${Id} value=${one.changedBy} label="ID of who changed it"/>` },
  { head: 'Status', cell: one => html`<${Status} value=${one.flag.killed ? 'disabled' : 'active'} label=${one.flag.killed ? 'Killed' : 'Live'}/>` },
  { head: 'Rollout', cell: one => html`<${Rollout} flag=${one.flag}/>` },
  { head: 'Default', cell: one => html`<code>${one.flag.defaultVariant}</code>` },
  { head: 'Variants', muted: true, cell: one => one.flag.variants.map(variant => variant.name).join(', ') },
];

const textsOf = one => [one.changedBy, one.flag.defaultVariant, ...one.flag.variants.map(variant => variant.name)];

export function History({ flag }) {
  const [search, setSearch] = useState('');
  const list = useShortList(`/v1/platform/flags/${flag.key}/history`, search, textsOf);
  return html`<${Table} list=${list} columns=${COLUMNS} caption="What the flag was" rowKey=${one => one.flag.version}
    tools=${html`<${Search} label="Variant, or ID of a person" value=${search} onInput=${setSearch}/>`}
    empty=${{ icon: 'clock', title: search ? 'No version matches' : 'No history' }}/>`;
}
