import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useList, useStill } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { exposureOf, Rollout } from '../../components/flag.js';
import { Icon } from '../../components/icon.js';
import { Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { NewFlag } from './new.js';

const COLUMNS = [
  { head: 'Flag', cell: flag => html`<a class="cell-main" href=${link('/platform/flags/' + flag.key)}><span>
    <b class="mono">${flag.key}</b>${flag.description ? html`<small class="clip" dir="auto">${flag.description}</small>` : null}</span></a>` },
  { head: 'Status', cell: flag => html`<${Status} value=${flag.killed ? 'disabled' : 'active'} label=${flag.killed ? 'Killed' : 'Live'}/>` },
  { head: 'Rollout', cell: flag => html`<${Rollout} flag=${flag}/>` },
  { head: 'Type', muted: true, cell: flag => flag.type },
  { head: 'Tenants', muted: true, cell: flag => exposureOf(flag) },
  { head: 'Changed', muted: true, cell: flag => html`<${Time} value=${flag.updatedAt}/>` },
];

export default function PlatformFlags() {
  const { search: asked = '' } = here.value.query;
  const [search, setSearch] = useState(asked);
  const [making, setMaking] = useState(false);
  const still = useStill(search);
  const list = useList('/v1/platform/flags', { search: still.trim() });
  return html`<${Head} title="Feature flags" actions=${can('platform:write_flags') ? html`
      <button type="button" class="btn primary" onClick=${() => setMaking(true)}><${Icon} name="plus" size=${16}/>New flag</button>` : null}>
      What is on for whom, by plan, tenant, role, percentage or attribute.<//>
    <${Table} list=${list} columns=${COLUMNS} caption="Feature flags"
      empty=${still ? { icon: 'search', title: 'No flags match', text: 'Try another part of the key or the description.' }
        : { icon: 'flag', title: 'No flags yet', text: 'Make one to switch something on for some tenants before the others.' }}
      tools=${html`<${Search} label="Key or description contains" value=${search}
        onInput=${text => { setSearch(text); setQuery({ search: text }); }}/>`}/>
    ${making ? html`<${NewFlag} onClose=${() => setMaking(false)}/>` : null}`;
}
