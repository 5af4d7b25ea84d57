import { html } from '../core/html.js';
import { api } from '../core/api.js';
import { Confirm } from './dialog.js';
import { Badge } from './marks.js';
import { Icon } from './icon.js';
import { Time } from './time.js';

const browser = device => /Edg\//.test(device) ? 'Edge' : /Firefox\//.test(device) ? 'Firefox' : /Chrome\//.test(device) ? 'Chrome'
  : /Safari\//.test(device) ? 'Safari' : null;
const system = device => /Android/.test(device) ? 'Android' : /iPhone|iPad/.test(device) ? 'iOS' : /Mac OS/.test(device) ? 'macOS'
  : /Windows/.test(device) ? 'Windows' : /Linux/.test(device) ? 'Linux' : null;

/** 'Firefox on Linux', or what the device says of itself. */
export function deviceName(device) {
  if (!device) return 'Unknown device';
  const known = browser(device);
  return known ? [known, system(device)].filter(Boolean).join(' on ') : device.slice(0, 60);
}

/** What a session is found by. */
export const sessionTexts = session => [deviceName(session.device), session.address];

/** Asks whether a session shall end, and ends it; path is that of the sessions. */
export const EndSession = ({ session, path, list, onClose }) => html`<${Confirm} title="End the session" action="End it" onClose=${onClose}
  act=${() => api.remove(`${path}/${session.id}`).then(list.reload)} done="The session has ended">
  <p>Whoever uses ${deviceName(session.device)} has to sign in again there.</p><//>`;

/** The columns of a list of sessions; end is called with the one that shall end, where that is allowed. */
export const sessionColumns = end => [
  { head: 'Device', cell: session => html`<span class="iso" title=${session.device}>
    <${Icon} name=${/Mobile|Android|iPhone/.test(session.device ?? '') ? 'smartphone' : 'laptop'} size=${16}/>
    <span dir="auto">${deviceName(session.device)}</span>${session.current ? html`<${Badge} kind="accent">This one<//>` : null}</span>` },
  { head: 'Address', muted: true, cell: session => html`<span class="mono">${session.address ?? '–'}</span>` },
  { head: 'Signed in', muted: true, cell: session => html`<${Time} value=${session.createdAt}/>` },
  { head: 'Last used', muted: true, cell: session => html`<${Time} value=${session.lastUsedAt}/>` },
  { head: 'Ends', muted: true, cell: session => html`<${Time} value=${session.expiresAt}/>` },
  ...(end ? [{ head: 'Actions', quiet: true, end: true, cell: session => session.current ? null : html`
    <button type="button" class="btn sm" onClick=${() => end(session)}>End</button>` }] : []),
];
