import { html } from '../../core/html.js';
import { exactly } from '../../core/format.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Copy } from '../../components/copy.js';
import { Dialog } from '../../components/dialog.js';
import { actorName, kindName } from './actors.js';

const isPerson = kind => kind === 'user' || kind === 'operator';

/** Who acted; where it is a user of this tenant who still is one, with a way to their page. */
const Name = ({ entry }) => entry.actorName !== undefined && isPerson(entry.actor.kind) && can('user:read')
  ? html`<a class="link" dir="auto" href=${link('/users/' + entry.actor.id)}>${entry.actorName}</a>`
  : isPerson(entry.actor.kind) ? actorName(entry) : [kindName(entry.actor), entry.actorName].filter(Boolean).join(' of ');

const Rows = ({ rows }) => html`<dl class="flat">${rows.filter(([, value]) => value).map(([name, value]) => html`
  <div class="kv" key=${name}><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`;

const id = (value, label) => value && html`<${Copy} value=${value} label=${label}/>`;

/** Everything that the audit trail has about one change. */
export function Entry({ entry, onClose }) {
  const { actor, origin = {} } = entry;
  return html`<${Dialog} title=${entry.action} onClose=${onClose} wide><div class="dlg-body">
    <${Rows} rows=${[['Time', exactly(entry.at)], ['Actor', html`<${Name} entry=${entry}/>`], ['Actor ID', id(actor.id, 'Actor ID')],
      ['On behalf of', id(entry.onBehalfOf, 'User ID')], ['Session or key', id(entry.credential, 'Credential ID')], ['Target', id(entry.target, 'Target ID')],
      ['Address', origin.address], ['Program', origin.userAgent], ['Request', id(origin.requestId, 'Request ID')], ['Trace', id(origin.traceId, 'Trace ID')]]}/>
    ${entry.changes.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Changes"><table class="changes"><caption class="sr">Changes</caption>
      <thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
      <tbody>${entry.changes.map(change => html`<tr key=${change.field}><th scope="row"><code>${change.field}</code></th>
        <td class="muted" dir="auto">${change.before ?? '–'}</td><td dir="auto">${change.after ?? '–'}</td></tr>`)}</tbody></table></div>` : null}</div>
    <footer><button type="button" class="btn" onClick=${onClose}>Close</button></footer><//>`;
}
