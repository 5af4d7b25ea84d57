import { html } from '../core/html.js';
import { dismiss, toasts } from '../core/toasts.js';
import { Icon } from '../components/icon.js';

export const Toasts = () => html`<div class="toasts" role="status" aria-live="polite">${toasts.value.map(one => html`
  <div key=${one.id} class=${`toast ${one.kind}`}><${Icon} name=${one.kind === 'ok' ? 'circle-check' : 'triangle-alert'}/>
    <span dir="auto">${one.text}</span>
    <button type="button" class="toast-close" aria-label="Dismiss" onClick=${() => dismiss(one.id)}><${Icon} name="x" size=${15}/></button></div>`)}</div>`;
