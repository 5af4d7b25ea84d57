import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useList, useStill } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { Assign } from '../../components/assign.js';
import { FlagRow } from '../../components/flag-row.js';
import { List } from '../../components/list.js';
import { Menu } from '../../components/menu.js';
import { Head } from '../../components/page.js';
import { Search } from '../../components/table.js';

const EMPTY = { icon: 'flag', title: 'No flags', text: 'There is none that this organisation may see.' };
const NO_MATCH = { icon: 'search', title: 'No flags match', text: 'Try another part of the key or the description.' };

/** What the platform lets a tenant see of its flags, and change for everybody in it. */
export default function Flags() {
  const { search: asked = '' } = here.value.query;
  const [search, setSearch] = useState(asked);
  const [assigned, setAssigned] = useState(null);
  const still = useStill(search);
  const list = useList('/v1/flags', { search: still.trim() }, { limit: 50 });
  const path = status => `/v1/flags/${status.key}/override`;
  const run = (work, words) => work.then(() => { toast(words); list.reload(); }, problem => { toast(problem.message, 'bad'); list.reload(); });
  const give = (status, variant) => run(api.change('PUT', path(status), { variant, reason: '' }, status), `${status.key} is ${variant} for everybody here`);
  const reset = status => run(api.remove(path(status)), `The rules of ${status.key} count again`);
  const may = status => status.changeable && can('flag:write');
  const menu = status => may(status) ? html`<${Menu} label=${`Actions for ${status.key}`} items=${[
    { label: 'Choose a variant', icon: 'pencil', act: () => setAssigned(status) },
    status.override && { label: 'Undo the override', icon: 'rotate-ccw', act: () => reset(status) }]}/>` : null;
  return html`<${Head} title="Feature flags">What is on in this organisation, and why.<//>
    <${List} list=${list} caption="Feature flags" empty=${still ? NO_MATCH : EMPTY}
      tools=${html`<${Search} label="Key or description contains" value=${search}
        onInput=${text => { setSearch(text); setQuery({ search: text }); }}/>`}>
      ${status => html`<${FlagRow} key=${status.key} status=${status} given=${status.override} may=${may(status)}
        give=${variant => give(status, variant)} menu=${menu(status)}/>`}<//>
    ${assigned ? html`<${Assign} title=${`${assigned.key} for everybody here`} path=${path(assigned)} read=${'/v1/flags/' + assigned.key}
      of=${status => status.override ?? { variant: status.variant }} variants=${assigned.variants.map(one => one.name)}
      onClose=${() => setAssigned(null)} done=${list.reload}/>` : null}`;
}
