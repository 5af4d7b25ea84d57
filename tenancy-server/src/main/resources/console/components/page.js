import { useEffect } from 'preact/hooks';
import { html } from '../core/html.js';
import { link } from '../core/place.js';
import { Icon } from './icon.js';

/** The head of a page: its title, which is that of the window too, a sentence, and what can be done. */
export function Head({ title, children, actions }) {
  useEffect(() => { document.title = `${title} · Tenancy Console`; }, [title]);
  return html`<div class="head"><div><h1 dir="auto">${title}</h1>${children ? html`<p class="muted">${children}</p>` : null}</div>
    ${actions ? html`<div class="actions">${actions}</div>` : null}</div>`;
}

/** The way back: steps are [label, path]; the last one is this page. */
export const Crumbs = ({ steps, here }) => html`<nav class="crumbs" aria-label="Breadcrumb">
  ${steps.map(([label, path]) => html`<a key=${path} href=${link(path)}>${label}</a><${Icon} name="chevron-right" size=${15}/>`)}
  <span aria-current="page" dir="auto">${here}</span></nav>`;

/** Facts in a card: [name, value] each; what is null is left out. */
export const Facts = ({ title, facts, aside }) => html`<section class="card"><div class="card-head"><h2>${title}</h2>${aside}</div>
  <dl>${facts.filter(Boolean).map(([name, value]) => html`<div class="kv" key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;

/** A number that matters; a link where there is a page about it. */
export function Stat({ icon, label, value, note, to }) {
  const inside = html`<div class="stat-top"><span>${label}</span><${Icon} name=${icon} size=${17}/></div><b>${value}</b>
    ${note ? html`<small>${note}</small>` : null}`;
  return to ? html`<a class="card stat" href=${link(to)}>${inside}</a>` : html`<div class="card stat">${inside}</div>`;
}

/** Something dangerous, with a sentence that says what it does. */
export const DangerRow = ({ title, text, children }) => html`
  <div class="danger-row"><div><b>${title}</b><span class="muted">${text}</span></div>${children}</div>`;
