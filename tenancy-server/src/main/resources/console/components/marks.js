import { html } from '../core/html.js';
import { capital } from '../core/format.js';
import { Icon } from './icon.js';

const hue = text => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 8, 7);
const initials = name => name.split(/[\s@._-]+/).filter(Boolean).slice(0, 2).map(word => [...word][0].toUpperCase()).join('');

export const Avatar = ({ name, size = '' }) =>
  html`<span class=${`avatar hue-${hue(name)} ${size}`} aria-hidden="true">${initials(name)}</span>`;

export const Badge = ({ kind = '', children }) => html`<span class=${`badge ${kind}`}>${children}</span>`;

const KINDS = {
  active: 'ok', ok: 'ok', next: 'info', invited: 'info', provisioning: 'info', read_only: 'warn',
  suspended: 'bad', disabled: 'bad', deleting: 'bad', purging: 'bad', failed: 'bad',
};

/** A state, with a dot in its colour; the word says it too. */
export const Status = ({ value, label }) => html`
  <span class=${`status ${KINDS[value] ?? ''}`}><i aria-hidden="true"></i>${label ?? capital(value)}</span>`;

const ISOLATION = { shared: ['table-2', 'Shared tables'], schema: ['layers', 'Schema'], database: ['database', 'Database'] };

export function Isolation({ value }) {
  const [icon, label] = ISOLATION[value] ?? ['table-2', capital(value)];
  return html`<span class="iso"><${Icon} name=${icon} size=${15}/>${label}</span>`;
}

/** A person or a thing: avatar, name, and what tells it from others of that name; a link where there is a page of it. */
export function Named({ name, detail, href, size }) {
  const inside = html`<${Avatar} name=${name} size=${size}/>
    <span><b dir="auto">${name}</b>${detail ? html`<small dir="auto">${detail}</small>` : null}</span>`;
  return href ? html`<a class="cell-main" href=${href}>${inside}</a>` : html`<span class="cell-main">${inside}</span>`;
}
