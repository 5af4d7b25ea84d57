import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useList, useSearch } from '../../core/data.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { Assign } from '../../components/assign.js';
import { FlagRow } from '../../components/flag-row.js';
import { List } from '../../components/list.js';
import { Menu } from '../../components/menu.js';
import { Search } from '../../components/table.js';

/** What flags are for a user; those that the tenant may change can be given to this user alone. */
export function Features({ user }) {
  const search = useSearch();
  const list = useList('/v1/flags', { user: user.id, search: search.wanted }, { limit: 50 });
  const [assigned, setAssigned] = useState(null);
  const path = status => `/v1/users/${user.id}/features/${status.key}`;
  const run = (work, words) => work.then(() => { toast(words); list.reload(); }, problem => { toast(problem.message, 'bad'); list.reload(); });
  const give = (status, variant) => run(api.change('PUT', path(status), { variant, reason: '' }, {}), `${status.key} is ${variant} for ${user.name}`);
  const take = status => run(api.remove(path(status)), `${user.name} has ${status.key} as everybody has`);
  const may = status => status.changeable && can('flag:write');
  const menu = status => may(status) ? html`<${Menu} label=${`Actions for ${status.key}`} items=${[
    { label: 'Choose a variant', icon: 'pencil', act: () => setAssigned(status) },
    status.source === 'user' && { label: 'Take it away', icon: 'rotate-ccw', act: () => take(status) }]}/>` : null;
  return html`<${List} list=${list} caption="Features of the user"
      tools=${html`<${Search} label="Key or text contains" value=${search.text} onInput=${search.type}/>`}
      empty=${search.wanted ? { icon: 'search', title: 'No flag matches', text: 'Try another key.' } : { icon: 'flag', title: 'No flags', text: 'There is none that this organisation may see.' }}>
      ${status => html`<${FlagRow} key=${status.key} status=${status} may=${may(status)} give=${variant => give(status, variant)} menu=${menu(status)}/>`}<//>
    ${assigned ? html`<${Assign} title=${`${assigned.key} for ${user.name}`} path=${path(assigned)} variants=${assigned.variants.map(one => one.name)}
      onClose=${() => setAssigned(null)} done=${list.reload}/>` : null}`;
}
