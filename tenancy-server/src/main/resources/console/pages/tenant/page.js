import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Avatar, Badge, Isolation, Status } from '../../components/marks.js';
import { Crumbs, Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { Data } from './data.js';
import { Enter, mayEnter } from './enter.js';
import { Flags } from './flags.js';
import { Invoices } from './invoices.js';
import { Journal } from './journal.js';
import { Isolated } from './isolated.js';
import { Limits } from './limits.js';
import { Lifecycle } from './lifecycle.js';
import { Overview } from './overview.js';
import { Own } from './own.js';
import { Plan } from './plan.js';

const TABS = [['overview', 'Overview', 'layout-dashboard'], ['users', 'Users', 'users'], ['roles', 'Roles', 'shield'], ['flags', 'Flags', 'flag', 'platform:read_flags'],
  ['plan', 'Plan and usage', 'credit-card'], ['invoices', 'Invoices', 'scroll-text', 'platform:read_invoices'], ['audit', 'Audit', 'scroll-text', 'audit:read'],
  ['settings', 'Settings', 'settings'], ['webhooks', 'Webhooks', 'webhook'], ['keys', 'API keys', 'key-round'], ['security', 'Security', 'lock'],
  ['isolation', 'Isolation', 'shield-check'], ['limits', 'Rate limits', 'activity'],
  ['data', 'Data', 'database', 'platform:export_tenants'], ['lifecycle', 'Lifecycle', 'rotate-ccw']];

function Content({ tab, tenant, reload }) {
  switch (tab) {
    case 'overview': return html`<${Overview} tenant=${tenant} reload=${reload}/>`;
    case 'users': case 'roles': case 'settings': case 'webhooks': case 'keys': case 'security':
      return html`<${Own} key=${tab} tenant=${tenant} part=${tab}/>`;
    case 'plan': return html`<${Plan} tenant=${tenant}/>`;
    case 'flags': return html`<${Flags} tenant=${tenant}/>`;
    case 'invoices': return html`<${Invoices} tenant=${tenant}/>`;
    case 'isolation': return html`<${Isolated} tenant=${tenant} reload=${reload}/>`;
    case 'audit': return html`<${Journal} tenant=${tenant}/>`;
    case 'data': return html`<${Data} tenant=${tenant}/>`;
    case 'limits': return html`<${Limits} tenant=${tenant}/>`;
    case 'lifecycle': return html`<${Lifecycle} tenant=${tenant} reload=${reload}/>`;
    default: return html`<${Empty} title="There is no such page"/>`;
  }
}

export default function Tenant({ id, tab = 'overview' }) {
  const known = useData(() => api.get('/v1/tenants/' + id), [id]);
  const [entering, setEntering] = useState(false);
  const tabs = TABS.filter(([, , , needs]) => can(needs)).map(([name, label, icon]) => ({ id: name, label, icon, to: `/tenants/${id}${name === 'overview' ? '' : '/' + name}` }));
  return html`<${Crumbs} steps=${[['Tenants', '/tenants']]} here=${known.data?.name ?? '…'}/>
    <${Loaded} of=${known}>${tenant => html`
      <div class="tenant-head"><${Avatar} name=${tenant.name} size="lg"/>
        <${Head} title=${tenant.name} actions=${mayEnter(tenant) ? html`
          <button type="button" class="btn" onClick=${() => setEntering(true)}><${Icon} name="life-buoy" size=${16}/>Enter as support</button>` : null}>
          <span class="meta"><${Status} value=${tenant.failure ? 'failed' : tenant.status} label=${tenant.failure && 'Has a failure'}/>
            <${Badge} kind=${'plan-' + tenant.plan}>${tenant.plan}<//><${Isolation} value=${tenant.isolation}/>
            <span class="iso"><${Icon} name="globe" size=${15}/>${tenant.region}</span></span><//></div>
      <${Tabs} tabs=${tabs} current=${tab} label="Parts of the tenant"><${Content} tab=${tab} tenant=${tenant} reload=${known.reload}/><//>
      ${entering ? html`<${Enter} tenant=${tenant} onClose=${() => setEntering(false)}/>` : null}`}<//>`;
}
