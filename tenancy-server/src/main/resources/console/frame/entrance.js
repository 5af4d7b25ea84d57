import { useEffect } from 'preact/hooks';
import { html } from '../core/html.js';
import { Mark } from '../components/icon.js';

/** The card of the pages for who is not signed in. */
export function Entrance({ title, text, children }) {
  useEffect(() => { document.title = `${title} · Tenancy Console`; }, [title]);
  return html`<main id="main" class="signin" tabindex="-1"><div class="card"><${Mark}/><h1>${title}</h1>
    ${text ? html`<p class="muted">${text}</p>` : null}${children}</div></main>`;
}
