import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go } from '../../core/router.js';
import { can } from '../../core/state.js';
import { exposureOf } from '../../components/flag.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Badge, Status } from '../../components/marks.js';
import { Menu } from '../../components/menu.js';
import { Crumbs, Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { History } from './history.js';
import { Rules } from './rules.js';
import { Variants } from './variants.js';

const TABS = [['rules', 'Rules', 'sliders-horizontal'], ['variants', 'Variants', 'layers'], ['history', 'History', 'clock']];

function Content({ tab, ...rest }) {
  switch (tab) {
    case 'rules': return html`<${Rules} ...${rest}/>`;
    case 'variants': return html`<${Variants} ...${rest}/>`;
    case 'history': return html`<${History} ...${rest}/>`;
    default: return html`<${Empty} title="There is no such page"/>`;
  }
}

const Actions = ({ flag, ask }) => can('platform:write_flags') ? html`
  ${flag.killed ? html`<button type="button" class="btn" onClick=${() => ask('revive')}><${Icon} name="play" size=${16}/>Revive</button>`
    : html`<button type="button" class="btn bad" onClick=${() => ask('kill')}><${Icon} name="ban" size=${16}/>Kill</button>`}
  <${Menu} label=${`Actions for ${flag.key}`} items=${[{ label: 'Delete', icon: 'trash', bad: true, act: () => ask('delete') }]}/>` : null;

function Asked({ what, flag, reload, onClose }) {
  const path = '/v1/platform/flags/' + flag.key;
  if (what === 'delete') return html`<${Confirm} title=${`Delete ${flag.key}`} word=${flag.key} action="Delete" done="The flag is deleted" onClose=${onClose}
    act=${async () => { await api.remove(path, flag); go('/platform/flags'); }}>
    <p>Its history and what was agreed about it go too. Code that asks for it gets its own default.</p><//>`;
  const kill = what === 'kill';
  return html`<${Confirm} title=${kill ? `Kill ${flag.key}` : `Revive ${flag.key}`} action=${kill ? 'Kill' : 'Revive'} kind=${kill ? 'danger' : 'primary'}
    done=${kill ? 'The flag is off for everybody' : 'The rules of the flag count again'} onClose=${onClose}
    act=${async () => { await api.post(`${path}/${what}`); reload(); }}>
    <p>${kill ? html`Everybody has <code>${flag.offVariant}</code> within two seconds, whatever rules, tenants and users say. You can revive it.`
      : 'What rules, tenants and users say of it counts again within two seconds.'}</p><//>`;
}

export default function PlatformFlag({ id, tab = 'rules' }) {
  const known = useData(() => api.get('/v1/platform/flags/' + encodeURIComponent(id)), [id]);
  const [asked, setAsked] = useState(null);
  const tabs = TABS.map(([name, label, icon]) => ({ id: name, label, icon, to: `/platform/flags/${id}${name === 'rules' ? '' : '/' + name}` }));
  return html`<${Crumbs} steps=${[['Feature flags', '/platform/flags']]} here=${id}/>
    <${Loaded} of=${known}>${flag => html`
      <${Head} title=${flag.key} actions=${html`<${Actions} flag=${flag} ask=${setAsked}/>`}>
        ${flag.description ? html`<span class="block" dir="auto">${flag.description}</span>` : null}
        <span class="meta"><${Status} value=${flag.killed ? 'disabled' : 'active'} label=${flag.killed ? 'Killed' : 'Live'}/>
          <${Badge}>${flag.type}<//><span class="iso"><${Icon} name="eye" size=${15}/>${exposureOf(flag)}</span></span><//>
      <${Tabs} tabs=${tabs} current=${tab} label="Parts of the flag"><${Content} tab=${tab} flag=${flag} reload=${known.reload}/><//>
      ${asked ? html`<${Asked} what=${asked} flag=${flag} reload=${known.reload} onClose=${() => setAsked(null)}/>` : null}`}<//>`;
}
