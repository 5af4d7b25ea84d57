import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { EndSession, sessionColumns, sessionTexts } from '../../components/sessions.js';
import { Search, Table } from '../../components/table.js';

export function Sessions({ user }) {
  const path = `/v1/users/${user.id}/sessions`;
  const [search, setSearch] = useState('');
  const list = useShortList(path, search, sessionTexts, { isWhole: true });
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState(null);
  return html`<${Table} list=${list} columns=${sessionColumns(can('session:write') && setEnding)} caption="Sessions"
      empty=${search ? { icon: 'search', title: 'No session matches', text: 'Try another device or address.' } : { icon: 'laptop', title: 'Nobody is signed in', text: 'There is no open session.' }}
      tools=${html`<${Search} label="Device or address" value=${search} onInput=${setSearch}/>
        ${can('session:write') && list.known.length ? html`<button type="button" class="btn bad sm" onClick=${() => setAsking(true)}>End all</button>` : null}`}/>
    ${asking ? html`<${Confirm} title="End all sessions" action="End all" onClose=${() => setAsking(false)}
      act=${() => api.remove(path).then(list.reload)} done="All sessions have ended"><p>${user.name} has to sign in again everywhere.</p><//>` : null}
    ${ending ? html`<${EndSession} session=${ending} path=${path} list=${list} onClose=${() => setEnding(null)}/>` : null}`;
}
