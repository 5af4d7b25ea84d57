import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Id } from '../../components/copy.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Avatar, Badge, Status } from '../../components/marks.js';
import { Menu } from '../../components/menu.js';
import { Crumbs, Facts, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';
import { AccountForm } from '../service-accounts/form.js';
import { Keys } from '../api-keys/keys.js';

const Details = ({ account }) => html`<${Facts} title="Details" facts=${[
  ['Roles', html`<span class="badges">${account.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</span>`],
  ['Created', html`<${Time} value=${account.createdAt}/>`], ['Changed', html`<${Time} value=${account.updatedAt}/>`],
  ['Client ID', html`<${Id} value=${account.id} label="Client ID"/>`]]}/>`;

function actions(account, setOpen, enable) {
  if (!can('service_account:write')) return null;
  return html`<button type="button" class="btn" onClick=${() => setOpen('edit')}><${Icon} name="pencil" size=${15}/>Edit</button>
    <${Menu} label=${`Actions for ${account.name}`} items=${[
      account.status === 'disabled' && { label: 'Enable', icon: 'play', act: enable },
      account.status === 'active' && { label: 'Disable', icon: 'ban', bad: true, act: () => setOpen('disable') },
      { label: 'Delete', icon: 'trash', bad: true, act: () => setOpen('delete') }]}/>`;
}

export default function ServiceAccount({ id }) {
  const path = '/v1/service-accounts/' + id;
  const known = useData(() => api.get(path), [id]);
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const enable = () => api.post(path + '/enable').then(() => { toast('It is enabled'); known.reload(); }, problem => toast(problem.message, 'bad'));
  return html`<${Crumbs} steps=${[['Service accounts', '/service-accounts']]} here=${known.data?.name ?? '…'}/>
    <${Loaded} of=${known}>${account => html`
      <div class="tenant-head"><${Avatar} name=${account.name} size="lg"/>
        <${Head} title=${account.name} actions=${actions(account, setOpen, enable)}><span class="meta"><${Status} value=${account.status}/>
          <span dir="auto">${account.description || 'No description.'}</span></span><//></div>
      <div class="stack"><${Keys} path=${path + '/keys'} may=${can('service_account:write')} title="Keys"/><${Details} account=${account}/></div>
      ${open === 'edit' ? html`<${AccountForm} account=${account} onClose=${close} done=${known.reload}/>` : null}
      ${open === 'disable' ? html`<${Confirm} title=${`Disable ${account.name}`} action="Disable" done="It is disabled" onClose=${close}
        act=${() => api.post(path + '/disable').then(known.reload)}><p>Its keys and tokens are refused within two seconds. It can be enabled again.</p><//>` : null}
      ${open === 'delete' ? html`<${Confirm} title=${`Delete ${account.name}`} word=${account.name} action="Delete" done="The service account is deleted" onClose=${close}
        act=${() => api.remove(path, account).then(() => go('/service-accounts'))}><p>Its keys are deleted too. There is no way back.</p><//>` : null}`}<//>`;
}
