import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go } from '../../core/router.js';
import { can } from '../../core/state.js';
import { Avatar, Status } from '../../components/marks.js';
import { Crumbs, Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { UserMenu } from '../users/menu.js';
import { Access } from './access.js';
import { Data } from './data.js';
import { Features } from './features.js';
import { UserKeys } from './keys.js';
import { Overview } from './overview.js';
import { Sessions } from './sessions.js';

const TABS = [['overview', 'Overview', 'user'], ['access', 'Permissions', 'shield'], ['keys', 'API keys', 'key-round'],
  ['sessions', 'Sessions', 'laptop', 'session:read'], ['features', 'Features', 'flag', 'flag:read'], ['data', 'Data', 'database', 'user:export']];

function Content({ tab, user, reload }) {
  switch (tab) {
    case 'overview': return html`<${Overview} user=${user} reload=${reload}/>`;
    case 'access': return html`<${Access} user=${user}/>`;
    case 'keys': return html`<${UserKeys} user=${user}/>`;
    case 'sessions': return html`<${Sessions} user=${user}/>`;
    case 'features': return html`<${Features} user=${user}/>`;
    case 'data': return html`<${Data} user=${user}/>`;
    default: return html`<${Empty} title="There is no such page"/>`;
  }
}

export default function User({ id, tab = 'overview' }) {
  const known = useData(() => api.get('/v1/users/' + id), [id]);
  const tabs = TABS.filter(([, , , needs]) => can(needs))
    .map(([name, label, icon]) => ({ id: name, label, icon, to: `/users/${id}${name === 'overview' ? '' : '/' + name}` }));
  return html`<${Crumbs} steps=${[['Users', '/users']]} here=${known.data?.name ?? '…'}/>
    <${Loaded} of=${known}>${user => html`
      <div class="tenant-head"><${Avatar} name=${user.name} size="lg"/>
        <${Head} title=${user.name} actions=${html`<${UserMenu} user=${user} reload=${known.reload} gone=${() => go('/users')}/>`}>
          <span class="meta"><${Status} value=${user.status}/><span>${user.email}</span></span><//></div>
      <${Tabs} tabs=${tabs} current=${tab} label="Parts of the user"><${Content} tab=${tab} user=${user} reload=${known.reload}/><//>`}<//>`;
}
