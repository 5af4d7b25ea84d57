import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useWholeList } from '../../core/data.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { Empty, Loaded } from '../../components/states.js';
import { SubscriptionFacts } from '../../components/subscription.js';
import { Charts } from '../usage/charts.js';
import { Entitlements } from './entitlements.js';
import { EndForm, MoveForm } from './subscription-forms.js';

const none = problem => { if (problem.status === 404) return null; throw problem; };

function Subscription({ subscription, path, reload }) {
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const aside = can('platform:write_tenants') ? html`<span class="tools-end"><button type="button" class="btn sm" onClick=${() => setOpen('move')}>
      <${Icon} name="arrow-up-right" size=${15}/>Change plan</button>
    <${Menu} label="Actions for the subscription" items=${[{ label: 'Change the end', icon: 'clock', act: () => setOpen('end') },
      subscription.next && { label: 'Take back the change to come', icon: 'rotate-ccw', act: () => setOpen('keep') }]}/></span>` : null;
  return html`<${SubscriptionFacts} subscription=${subscription} aside=${aside} planLink=${can('platform:read_plans') && link('/plans/' + subscription.planId)}/>
    ${open === 'move' ? html`<${MoveForm} subscription=${subscription} path=${path} reload=${reload} onClose=${close}/>` : null}
    ${open === 'end' ? html`<${EndForm} subscription=${subscription} path=${path} reload=${reload} onClose=${close}/>` : null}
    ${open === 'keep' ? html`<${Confirm} title="Take back the change to come" action="Take back" kind="primary" done="The plan stays" onClose=${close}
      act=${() => api.remove(path + '/next', subscription).then(reload)}><p>The tenant keeps the plan that it has.</p><//>` : null}`;
}

/** The plan of one tenant, what it may have and what it uses, for operators. */
export function Plan({ tenant }) {
  const path = `/v1/tenants/${tenant.id}/subscription`;
  const known = useData(async () => ({ one: await api.get(path).catch(none) }), [tenant.id]);
  const entitlements = useWholeList(`/v1/tenants/${tenant.id}/entitlements`);
  return html`<div class="stack"><${Charts} path=${`/v1/tenants/${tenant.id}/usage`} entitlements=${entitlements.items}/><div class="halves wide-right"><${Loaded} of=${known}>${({ one }) => one
      ? html`<div><${Subscription} key=${JSON.stringify(one)} subscription=${one} path=${path} reload=${known.reload}/></div>`
      : html`<section class="card"><${Empty} icon="credit-card" title="No subscription" text="Nothing limits this tenant."/></section>`}<//>
    <${Entitlements} tenant=${tenant} list=${entitlements}/></div></div>`;
}
