import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useShortList } from '../../core/data.js';
import { go, here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { WebhookForm } from './form.js';
import { Secret } from './secret.js';
import { WebhookStatus } from './status.js';

const COLUMNS = [
  { head: 'Endpoint', cell: one => html`<a class="cell-main" href=${link('/webhooks/' + one.id)}><span><b class="clip mono" dir="auto" title=${one.url}>${one.url}</b>
    ${one.description ? html`<small class="clip" dir="auto">${one.description}</small>` : null}</span></a>` },
  { head: 'Status', cell: one => html`<${WebhookStatus} webhook=${one}/>` },
  { head: 'Events', cell: one => html`<span class="badges">${one.eventTypes.slice(0, 3).map(type => html`<${Badge} key=${type}>${type === '*' ? 'All events' : type}<//>`)}
    ${one.eventTypes.length > 3 ? html`<span class="muted" title=${one.eventTypes.join(', ')}>and ${one.eventTypes.length - 3} more</span>` : null}</span>` },
  { head: 'Created', muted: true, cell: one => html`<${Time} value=${one.createdAt}/>` },
];

export default function Webhooks() {
  const { search = '' } = here.value.query;
  const list = useShortList('/v1/webhooks', search, one => [one.url, one.description]);
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState(null);
  return html`<${Head} title="Webhooks" actions=${can('webhook:write') ? html`<button type="button" class="btn primary" onClick=${() => setMaking(true)}>
      <${Icon} name="plus" size=${16}/>New webhook</button>` : null}>Where your programs are told of changes, in order and signed.<//>
    <${Table} list=${list} columns=${COLUMNS} caption="Webhooks"
      tools=${html`<${Search} label="Address or description contains" value=${search} onInput=${text => setQuery({ search: text })}/>`}
      empty=${search ? { icon: 'search', title: 'No webhooks match', text: 'Try another address.' }
        : { icon: 'webhook', title: 'No webhooks yet', text: 'Make one, and each change is sent there.' }}/>
    ${making ? html`<${WebhookForm} title="New webhook" onClose=${() => setMaking(false)}
      done=${made => { setMaking(false); setIssued(made); list.reload(); }}/>` : null}
    ${issued ? html`<${Secret} of=${issued} onClose=${() => go('/webhooks/' + issued.id)}/>` : null}`;
}
