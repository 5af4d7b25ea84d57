import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { Icon } from './icon.js';

/** A button with several actions behind it: items are { label, icon, act, bad }; what is false is left out. */
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState({});
  const ref = useRef(null);
  const given = items.filter(Boolean);
  useEffect(() => {
    if (!open) return undefined;
    ref.current.querySelector('[role=menuitem]')?.focus();
    const outside = event => { if (!ref.current?.contains(event.target)) setOpen(false); };
    const away = () => setOpen(false);
    document.addEventListener('pointerdown', outside);
    addEventListener('scroll', away, true);
    addEventListener('resize', away);
    return () => {
      document.removeEventListener('pointerdown', outside);
      removeEventListener('scroll', away, true);
      removeEventListener('resize', away);
    };
  }, [open]);
  const close = () => { setOpen(false); ref.current.querySelector('button').focus(); };
  const key = event => {
    if (event.key === 'Escape' && open) { event.stopPropagation(); close(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !open) return;
    event.preventDefault();
    const all = [...ref.current.querySelectorAll('[role=menuitem]')];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
  /** Above everything, because a table that scrolls would cut it off. */
  const toggle = event => {
    const button = event.currentTarget.getBoundingClientRect();
    const below = innerHeight - button.bottom > given.length * 34 + 20;
    setPlace({ right: `${document.documentElement.clientWidth - button.right}px`,
      ...(below ? { top: `${button.bottom + 4}px` } : { bottom: `${innerHeight - button.top + 4}px` }) });
    setOpen(!open);
  };
  if (!given.length) return null;
  return html`<span class="menu-box" ref=${ref} onKeyDown=${key}>
    <button type="button" class="btn ghost icon-only" aria-haspopup="menu" aria-expanded=${String(open)} aria-label=${label}
      onClick=${toggle}><${Icon} name="ellipsis"/></button>
    ${open ? html`<div class="menu-list" style=${place} role="menu" aria-label=${label}>${given.map(item => html`
      <button type="button" role="menuitem" key=${item.label} class=${item.bad ? 'bad' : ''}
        onClick=${() => { close(); item.act(); }}><${Icon} name=${item.icon} size=${16}/>${item.label}</button>`)}</div>` : null}</span>`;
}
