import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { SubscriptionFacts } from '../../components/subscription.js';
import { Charts } from './charts.js';
import { Limits } from './limits.js';

const none = problem => { if (problem.status === 404) return null; throw problem; };

/** What the tenant has of its plan, and what it uses of that. */
function PlanPart() {
  const known = useData(async () => {
    const [subscription, entitlements] = await Promise.all([
      api.get('/v1/subscription').catch(none), api.get('/v1/subscription/entitlements')]);
    return { subscription, entitlements: entitlements.items };
  });
  return html`<${Loaded} of=${known}>${({ subscription, entitlements }) => html`
    ${can('usage:read') ? html`<${Charts} entitlements=${entitlements}/>` : null}
    <div class="halves">${subscription ? html`<${SubscriptionFacts} subscription=${subscription}/>`
      : html`<section class="card"><${Empty} icon="credit-card" title="No subscription" text="Nothing limits this organisation."/></section>`}
      <${Limits} entitlements=${entitlements}/></div>`}<//>`;
}

export default function Usage() {
  return html`<${Head} title="Plan and usage">What this organisation may have, and has used. Days and months are those of UTC.<//>
    <div class="stack"><${PlanPart}/></div>`;
}
