import { html } from '../../core/html.js';
import { Id } from '../../components/copy.js';
import { Badge } from '../../components/marks.js';
import { Facts } from '../../components/page.js';
import { Time } from '../../components/time.js';

const BECAUSE = { requested: 'Somebody has said so.', gone: 'The receiver has answered that it is gone for good (410).', failing: 'Nothing could be delivered for about three days.' };

export const Details = ({ webhook }) => html`<div class="halves">
  <${Facts} title="Details" facts=${[
    ['Webhook ID', html`<${Id} value=${webhook.id} label="Webhook ID"/>`],
    webhook.disabledBecause && ['Disabled because', BECAUSE[webhook.disabledBecause] ?? webhook.disabledBecause],
    webhook.failingSince && ['Failing since', html`<${Time} value=${webhook.failingSince}/>`],
    webhook.nextAttemptAt && ['Next attempt', html`<${Time} value=${webhook.nextAttemptAt}/>`],
    ['Created', html`<${Time} value=${webhook.createdAt}/>`], ['Changed', html`<${Time} value=${webhook.updatedAt}/>`]]}/>
  <section class="card"><div class="card-head"><h2>Events</h2></div><div class="badges padded">
    ${webhook.eventTypes.map(type => html`<${Badge} key=${type}>${type === '*' ? 'All events' : type}<//>`)}</div></section></div>`;
