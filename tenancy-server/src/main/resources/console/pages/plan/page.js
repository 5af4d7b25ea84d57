import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { all, api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { Crumbs, Facts, Head } from '../../components/page.js';
import { amount, named, PlanStatus, price } from '../../components/plan.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';

const STEPS = {
  publish: ['Publish', 'primary', 'is published', 'It never changes from then on. The version before it is retired; tenants that have that keep it.'],
  retire: ['Retire', 'danger', 'is retired', 'No tenant can be moved to it any more. Those that have it keep it.'],
  delete: ['Delete', 'danger', 'is deleted', 'Nobody has this draft. There is no way back.'],
};

function Asked({ what, plan, reload, onClose }) {
  const [action, kind, done, text] = STEPS[what];
  const act = async () => {
    if (what === 'delete') { await api.remove('/v1/plans/' + plan.id, plan); go('/plans'); return; }
    await api.post(`/v1/plans/${plan.id}/${what}`);
    reload();
  };
  return html`<${Confirm} title=${`${action} ${plan.name}, version ${plan.number}`} action=${action} kind=${kind} onClose=${onClose} act=${act}
    done=${`${plan.name} ${done}`}><p>${text}</p><//>`;
}

const Actions = ({ plan, ask }) => !can('platform:write_plans') ? null : plan.status === 'draft' ? html`
  <a class="btn" href=${link(`/plans/${plan.id}/edit`)}><${Icon} name="pencil" size=${15}/>Edit</a>
  <button type="button" class="btn primary" onClick=${() => ask('publish')}><${Icon} name="check" size=${16}/>Publish</button>
  <${Menu} label=${`Actions for ${plan.name}`} items=${[{ label: 'Delete draft', icon: 'trash', bad: true, act: () => ask('delete') }]}/>` : html`
  <a class="btn" href=${link('/plans/new?from=' + plan.id)}><${Icon} name="plus" size=${16}/>New version</a>
  ${plan.status === 'published' ? html`<${Menu} label=${`Actions for ${plan.name}`} items=${[
    { label: 'Retire', icon: 'ban', bad: true, act: () => ask('retire') }]}/>` : null}`;

const Entitlements = ({ plan }) => html`<section class="card"><div class="card-head"><h2>Includes</h2></div>
  ${plan.entitlements.length ? html`<dl>${plan.entitlements.map(one => html`<div class="kv" key=${one.entitlement}>
    <dt>${named(one.entitlement)}</dt><dd>${amount(one)}</dd></div>`)}</dl>` : null}
  <p class="card-foot">Of what is not here there is no limit; features that are not here are off.</p></section>`;

/** The other versions of the same plan. */
function Versions({ plan }) {
  const known = useData(async () => (await all('/v1/plans')).items.filter(one => one.key === plan.key).reverse(), [plan.key, plan.version]);
  return html`<section class="card"><div class="card-head"><h2>Versions</h2></div><${Loaded} of=${known} lines=${2}>${versions => html`
    <ol class="timeline">${versions.map(one => html`<li key=${one.id}><div>${one.id === plan.id ? html`<b aria-current="true">Version ${one.number}</b>`
      : html`<a class="link" href=${link('/plans/' + one.id)}>Version ${one.number}</a>`}</div><${PlanStatus} plan=${one}/><${Time} value=${one.publishedAt ?? one.updatedAt}/></li>`)}</ol>`}<//></section>`;
}

export default function PlanPage({ id }) {
  const known = useData(() => api.get('/v1/plans/' + id), [id]);
  const [asked, setAsked] = useState(null);
  return html`<${Crumbs} steps=${[['Plans', '/plans']]} here=${known.data ? `${known.data.name}, version ${known.data.number}` : '…'}/>
    <${Loaded} of=${known}>${plan => html`
      <${Head} title=${plan.name} actions=${html`<${Actions} plan=${plan} ask=${setAsked}/>`}>
        ${plan.description ? html`<span class="block" dir="auto">${plan.description}</span>` : null}
        <span class="meta"><${PlanStatus} plan=${plan}/><code>${plan.key}</code><span>Version ${plan.number}</span></span><//>
      <div class="halves"><${Entitlements} plan=${plan}/><div class="stack">
        <${Facts} title="Terms" facts=${[
          ...plan.prices.map(one => [one.interval === 'year' ? 'Price for a year' : 'Price for a month', price(one)]),
          plan.prices.length ? null : ['Price', 'None'],
          ['Trial', plan.trialDays ? `${plan.trialDays} days` : 'None'], ['Grace after the end', plan.graceDays ? `${plan.graceDays} days` : 'None'],
          ['Published', html`<${Time} value=${plan.publishedAt} never="Not yet"/>`]]}/>
        <${Versions} plan=${plan}/></div></div>
      ${asked ? html`<${Asked} what=${asked} plan=${plan} reload=${known.reload} onClose=${() => setAsked(null)}/>` : null}`}<//>`;
}
