import { html } from '../core/html.js';
import { Icon } from './icon.js';

/** Something that takes a moment. */
export const Loading = ({ lines = 5 }) => html`<div class="loading" role="status"><span class="sr">Loading</span>
  ${Array.from({ length: lines }, () => html`<i class="skeleton line" aria-hidden="true"></i>`)}</div>`;

export const Empty = ({ icon = 'search', title, text, children }) => html`
  <div class="empty"><${Icon} name=${icon} size=${28}/><h2>${title}</h2>${text ? html`<p>${text}</p>` : null}${children}</div>`;

/** What did not work, in the server's words, and a way to try again. */
export const Failed = ({ error, retry }) => html`
  <div class="empty" role="alert"><${Icon} name=${error.status === 403 ? 'lock' : 'circle-alert'} size=${28}/>
    <h2>${error.status === 404 ? 'Not found' : error.status === 403 ? 'Not allowed' : 'This did not work'}</h2>
    <p dir="auto">${error.message}</p>
    ${retry && error.status !== 403 ? html`<button type="button" class="btn sm" onClick=${retry}>
      <${Icon} name="refresh-cw" size=${15}/>Try again</button>` : null}</div>`;

/** The data of useData when they are there, and else why they are not. */
export function Loaded({ of, children, lines }) {
  if (of.data !== null) return children(of.data);
  return of.error ? html`<${Failed} error=${of.error} retry=${of.reload}/>` : html`<${Loading} lines=${lines}/>`;
}
