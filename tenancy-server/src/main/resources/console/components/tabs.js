import { useEffect, useRef } from 'preact/hooks';
import { html } from '../core/html.js';
import { go } from '../core/router.js';
import { link } from '../core/place.js';
import { Icon } from './icon.js';

/** Parts of a page, each with an address of its own: tabs are { id, label, icon, to }. */
export function Tabs({ tabs, current, label, children }) {
  const ref = useRef(null);
  useEffect(() => ref.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [current]);
  const key = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex(tab => tab.id === current);
    go(tabs[(at + step + tabs.length) % tabs.length].to);
    requestAnimationFrame(() => ref.current?.querySelector('[aria-selected=true]')?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} ref=${ref} onKeyDown=${key}>${tabs.map(tab => html`
      <a role="tab" key=${tab.id} id=${'tab-' + tab.id} aria-controls="panel" href=${link(tab.to)}
        aria-selected=${String(tab.id === current)} tabindex=${tab.id === current ? 0 : -1}>
        <${Icon} name=${tab.icon} size=${16}/>${tab.label}</a>`)}</div>
    <div id="panel" role="tabpanel" aria-labelledby=${'tab-' + current}>${children}</div>`;
}
