import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useStill, useWholeList } from '../../core/data.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Assign } from '../../components/assign.js';
import { Confirm, Dialog } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { Empty, Loaded } from '../../components/states.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

/** Chooses one of the platform's flags. */
function Choose({ choose, onClose }) {
  const [search, setSearch] = useState('');
  const still = useStill(search);
  const found = useData(() => api.get('/v1/platform/flags', { search: still.trim(), limit: 20 }), [still]);
  return html`<${Dialog} title="Which flag?" onClose=${onClose}><div class="dlg-body">
    <${Search} label="Key or description contains" value=${search} onInput=${setSearch}/>
    <${Loaded} of=${found} lines=${3}>${page => page.items.length ? html`<ul class="picks">${page.items.map(flag => html`<li key=${flag.key}>
      <button type="button" onClick=${() => choose(flag)}><code>${flag.key}</code><small class="muted" dir="auto">${flag.description}</small></button></li>`)}</ul>`
      : html`<${Empty} icon="flag" title="No flags match"/>`}<//></div><//>`;
}

const columns = menu => [
  { head: 'Flag', cell: one => html`<a class="link mono" href=${link('/platform/flags/' + one.flag)}>${one.flag}</a>` },
  { head: 'Variant', cell: one => html`<code>${one.variant}</code>` },
  { head: 'Until', muted: true, cell: one => html`<${Time} value=${one.expiresAt} never="For good"/>` },
  { head: 'Reason', cell: one => html`<span class="clip" dir="auto">${one.reason}</span>` },
  { head: 'Since', muted: true, cell: one => html`<${Time} value=${one.setAt}/>` },
  { head: 'Actions', quiet: true, end: true, cell: menu },
];

/** What was agreed with the tenant about flags, whatever their rules say. */
export function Flags({ tenant }) {
  const path = `/v1/tenants/${tenant.id}/flags`;
  const list = useWholeList(path);
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const may = can('platform:write_flags');
  const menu = one => may ? html`<${Menu} label=${`Actions for ${one.flag}`} items=${[
    { label: 'Change', icon: 'pencil', act: () => setOpen({ what: 'assign', key: one.flag, variants: one.variants }) },
    { label: 'Withdraw', icon: 'rotate-ccw', bad: true, act: () => setOpen({ what: 'withdraw', key: one.flag }) }]}/>` : null;
  return html`<${Table} list=${list} columns=${columns(menu)} caption="Flags agreed with the tenant" rowKey=${one => one.flag}
      empty=${{ icon: 'flag', title: 'Nothing was agreed', text: 'The rules of each flag say what this tenant has.' }}
      tools=${html`<h2>Agreed with this tenant</h2>${may ? html`<button type="button" class="btn sm" onClick=${() => setOpen({ what: 'choose' })}>
        <${Icon} name="plus" size=${15}/>Give a variant</button>` : null}`}/>
    ${open?.what === 'choose' ? html`<${Choose} onClose=${close}
      choose=${flag => setOpen({ what: 'assign', key: flag.key, variants: flag.variants.map(one => one.name) })}/>` : null}
    ${open?.what === 'assign' ? html`<${Assign} key=${open.key} title=${`${open.key} for ${tenant.name}`} path=${`${path}/${open.key}`} variants=${open.variants}
      onClose=${close} done=${list.reload}/>` : null}
    ${open?.what === 'withdraw' ? html`<${Confirm} title=${`Withdraw ${open.key}`} action="Withdraw" done="The rules of the flag count again" onClose=${close}
      act=${() => api.remove(`${path}/${open.key}`).then(list.reload)}><p>The rules of the flag say again what this tenant has.</p><//>` : null}`;
}
