import { useEffect } from 'preact/hooks';
import { html } from '../core/html.js';
import { link } from '../core/place.js';
import { Mark } from '../components/icon.js';

/** The colours of a tenant; a style attribute would be refused. */
function paint(card, { color, background }) {
  card?.style.setProperty('--accent', color);
  card?.parentElement.style.setProperty('background', background);
}

/** The card of the pages for who is not signed in; with a brand as that of a tenant. */
export function Entrance({ title, text, brand, children }) {
  useEffect(() => { document.title = brand ? title : `${title} · Tenancy Console`; }, [title]);
  const mark = brand?.logo ? html`<img src=${link(`/brand/logos/${brand.logo}`)} alt=${brand.name} height="48"/>` : html`<${Mark}/>`;
  return html`<main id="main" class="signin" tabindex="-1">
    <div class="card" ref=${card => { if (card && brand) paint(card, brand); }}>${mark}<h1>${title}</h1>
    ${text ? html`<p class="muted">${text}</p>` : null}${children}</div></main>`;
}
