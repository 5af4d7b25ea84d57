import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { Crumbs, Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { WebhookStatus } from '../webhooks/status.js';
import { Actions } from './actions.js';
import { Deliveries } from './deliveries.js';
import { Details } from './details.js';

const TABS = [['deliveries', 'Deliveries', 'send'], ['details', 'Details', 'settings']];
const hostOf = url => { try { return new URL(url).host; } catch { return url; } };

function Content({ tab, ...rest }) {
  switch (tab) {
    case 'deliveries': return html`<${Deliveries} ...${rest}/>`;
    case 'details': return html`<${Details} ...${rest}/>`;
    default: return html`<${Empty} title="There is no such page"/>`;
  }
}

export default function WebhookPage({ id, tab = 'deliveries' }) {
  const known = useData(() => api.get('/v1/webhooks/' + id), [id]);
  const [turn, setTurn] = useState(0);
  const tabs = TABS.map(([name, label, icon]) => ({ id: name, label, icon, to: `/webhooks/${id}${name === 'deliveries' ? '' : '/' + name}` }));
  const reload = () => { known.reload(); setTurn(old => old + 1); };
  return html`<${Crumbs} steps=${[['Webhooks', '/webhooks']]} here=${known.data ? hostOf(known.data.url) : '…'}/>
    <${Loaded} of=${known}>${webhook => html`
      <${Head} title=${hostOf(webhook.url)} actions=${html`<${Actions} webhook=${webhook} reload=${reload}/>`}>
        ${webhook.description ? html`<span class="block" dir="auto">${webhook.description}</span>` : null}
        <span class="meta"><${WebhookStatus} webhook=${webhook}/><code class="wrap">${webhook.url}</code></span><//>
      <${Tabs} tabs=${tabs} current=${tab} label="Parts of the webhook"><${Content} tab=${tab} webhook=${webhook} reload=${reload} turn=${turn}/><//>`}<//>`;
}
