import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { toast } from '../core/toasts.js';
import { Icon } from './icon.js';

/**
 * A window above the page; Escape and a click beside it close it. Its children bring their own form. It is open as soon as it is there: what
 * is below cannot be pressed once more meanwhile.
 */
export function Dialog({ title, onClose, children, wide }) {
  const ref = useRef(null);
  const id = useId();
  useLayoutEffect(() => { ref.current.showModal(); return () => ref.current?.close(); }, []);
  const beside = event => { if (event.target === ref.current) onClose(); };
  return html`<dialog ref=${ref} class=${wide ? 'wide' : ''} aria-labelledby=${id} onMouseDown=${beside}
      onCancel=${event => { event.preventDefault(); onClose(); }}>
    <div class="dlg"><header><h2 id=${id}>${title}</h2>
      <button type="button" class="btn ghost icon-only" aria-label="Close" onClick=${onClose}><${Icon} name="x"/></button></header>
      ${children}</div></dialog>`;
}

/** What stands at the foot of the form in a dialog. */
export const Buttons = ({ onClose, busy, children, kind = 'primary' }) => html`<footer>
  <button type="button" class="btn" onClick=${onClose}>Cancel</button>
  <button class=${`btn ${kind}`} disabled=${busy}>${children}</button></footer>`;

/**
 * Asks before something that cannot be undone; where word is given, it has to be typed. act does it; what it throws is
 * shown here.
 */
export function Confirm({ title, children, word, action, act, done, onClose, kind = 'danger' }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const isReady = !word || typed === word;
  async function submit(event) {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    try {
      await act();
      if (done) toast(done);
      onClose();
    } catch (problem) {
      setError(problem.message);
      setBusy(false);
    }
  }
  return html`<${Dialog} title=${title} onClose=${onClose}><form onSubmit=${submit}><div class="dlg-body">
    <div class="prose">${children}</div>
    ${word ? html`<div class="field"><label for=${id}>Type <code>${word}</code> to confirm</label>
      <input id=${id} autocomplete="off" spellcheck="false" autofocus value=${typed} onInput=${event => setTyped(event.target.value)}/></div>` : null}
    ${error ? html`<p class="error" role="alert"><${Icon} name="triangle-alert" size=${16}/>${error}</p>` : null}</div>
    <footer><button type="button" class="btn" onClick=${onClose}>Cancel</button>
      <button class=${`btn ${kind}`} disabled=${busy || !isReady}>${action}</button></footer></form><//>`;
}
