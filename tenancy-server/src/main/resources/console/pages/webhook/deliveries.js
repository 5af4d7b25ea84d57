import { html } from '../../core/html.js';
import { useEffect } from 'preact/hooks';
import { useList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { Answer, DeliveryStatus } from '../../components/delivery.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Choice, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Delivery } from './delivery.js';

const FILTERS = [['', 'All'], ['delivered', 'Delivered'], ['failing', 'Tried again'], ['failed', 'Failed']];

const COLUMNS = [
  { head: 'Event', cell: one => html`<span class="iso"><button type="button" class="link" onClick=${() => setQuery({ delivery: one.id })}>
    <code>${one.eventType}</code></button>${one.replay ? html`<${Badge} kind="accent">Replay<//>` : null}</span>` },
  { head: 'Status', cell: one => html`<${DeliveryStatus} status=${one.status}/>` },
  { head: 'Answer', cell: one => html`<${Answer} attempt=${one.last}/>` },
  { head: 'Attempts', num: true, cell: one => one.attempts },
  { head: 'Last', muted: true, cell: one => html`<${Time} value=${one.last.at}/>` },
  { head: 'Next', muted: true, cell: one => one.nextAttemptAt ? html`<${Time} value=${one.nextAttemptAt}/>` : '–' },
];

/** What was sent, the youngest first. */
export function Deliveries({ webhook, turn }) {
  const { status = '', delivery } = here.value.query;
  const list = useList(`/v1/webhooks/${webhook.id}/deliveries`, { status });
  useEffect(() => { if (turn) list.reload(); }, [turn]);
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Deliveries"
      empty=${status ? { icon: 'search', title: 'No deliveries match', text: 'Choose another status.' }
        : { icon: 'send', title: 'Nothing was sent yet', text: 'Send a ping to try it out.' }}
      tools=${html`<${Choice} label="Status" value=${status} options=${FILTERS} onChange=${value => setQuery({ status: value })}/>
        <button type="button" class="btn sm" onClick=${list.reload}><${Icon} name="refresh-cw" size=${15}/>Refresh</button>`}/>
    ${delivery ? html`<${Delivery} key=${delivery} path=${`/v1/webhooks/${webhook.id}/deliveries/${delivery}`} reload=${list.reload}
      onClose=${() => setQuery({ delivery: '' })}/>` : null}`;
}
