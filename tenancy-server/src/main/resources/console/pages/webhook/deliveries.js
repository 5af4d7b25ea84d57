import { html } from '../../core/html.js';
import { useEffect } from 'preact/hooks';
import { useList, useSearch } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { Answer, DeliveryStatus } from '../../components/delivery.js';
import { useActions } from '../../components/events.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Choice, Search, Table } from '../../components/table.js';
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

/** What is searched for, as the API has it: the id of a message, or else an event type. */
const wantedOf = text => text.startsWith('msg_') ? { message: text } : { eventType: text };

/** What was sent, the youngest first. */
export function Deliveries({ webhook, turn }) {
  const { status = '', delivery } = here.value.query;
  const search = useSearch();
  const [types, ask] = useActions();
  const list = useList(`/v1/webhooks/${webhook.id}/deliveries`, { status, ...wantedOf(search.wanted) });
  useEffect(() => { if (turn) list.reload(); }, [turn]);
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Deliveries"
      empty=${status || search.wanted ? { icon: 'search', title: 'No deliveries match', text: 'Look for a whole event type, as user.invited, or a whole webhook-id, as the receiver got it.' }
        : { icon: 'send', title: 'Nothing was sent yet', text: 'Send a ping to try it out.' }}
      tools=${html`<${Search} label="Event type, or webhook-id" value=${search.text} onInput=${search.type} options=${types} onFocus=${ask}/>
        <div class="tools-end"><${Choice} label="Status" value=${status} options=${FILTERS} onChange=${value => setQuery({ status: value })}/>
        <button type="button" class="btn sm" onClick=${list.reload}><${Icon} name="refresh-cw" size=${15}/>Refresh</button></div>`}/>
    ${delivery ? html`<${Delivery} key=${delivery} path=${`/v1/webhooks/${webhook.id}/deliveries/${delivery}`} reload=${list.reload}
      onClose=${() => setQuery({ delivery: '' })}/>` : null}`;
}
