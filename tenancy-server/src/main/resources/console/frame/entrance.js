import { useEffect } from 'preact/hooks';
import { html } from '../core/html.js';
import { BrandMark, paint } from '../components/brand.js';

/** The card of the pages for who is not signed in; with a brand as that of a tenant. */
export function Entrance({ title, text, brand, children }) {
  useEffect(() => { document.title = brand ? title : `${title} · Tenancy Console`; }, [title]);
  return html`<main id="main" class=${`signin ${brand ? 'branded' : ''}`} tabindex="-1">
    <div class="card" ref=${card => { if (card && brand) paint(card, brand); }}><${BrandMark} brand=${brand}/><h1 dir="auto">${title}</h1>
    ${text ? html`<p class="muted">${text}</p>` : null}${children}</div></main>`;
}
