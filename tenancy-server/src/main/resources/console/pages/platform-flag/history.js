import { html } from '../../core/html.js';
import { useList } from '../../core/data.js';
import { Id } from '../../components/copy.js';
import { Rollout } from '../../components/flag.js';
import { Status } from '../../components/marks.js';
import { Table } from '../../components/table.js';
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

export const History = ({ flag }) => html`<${Table} list=${useList(`/v1/platform/flags/${flag.key}/history`)} columns=${COLUMNS}
  caption="What the flag was" rowKey=${one => one.flag.version} empty=${{ icon: 'clock', title: 'No history' }}/>`;
