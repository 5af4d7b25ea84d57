import { useId } from 'preact/hooks';
import { html } from '../core/html.js';
import { Icon } from './icon.js';

const Wrong = ({ id, error }) => error ? html`
  <small id=${id} class="error" dir="auto"><${Icon} name="circle-alert" size=${14}/>${error}</small>` : null;

/** Several lines of text. */
export function Area({ form, name, label, hint, rows = 3, ...rest }) {
  const id = useId();
  const error = form.errorOf(name);
  return html`<div class="field"><label for=${id}>${label}</label>
    <textarea id=${id} name=${name} rows=${rows} value=${form.values[name]} aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${error ? id + '-error' : hint ? id + '-hint' : undefined}
      onInput=${event => form.set(name, event.target.value)} ...${rest}></textarea>
    <${Wrong} id=${id + '-error'} error=${error}/>${hint ? html`<small id=${id + '-hint'} class="muted">${hint}</small>` : null}</div>`;
}

/** On or off, at once. */
export const Switch = ({ on, label, onChange, disabled }) => html`<button type="button" class="switch" role="switch"
  aria-checked=${String(on)} aria-label=${label} disabled=${disabled} onClick=${() => onChange(!on)}><i></i></button>`;

/** One box of a row of small ones; its label is for who cannot see the head above it. */
export const Cell = ({ label, value, options, onChange, ...rest }) => options
  ? html`<select aria-label=${label} value=${value} onChange=${event => onChange(event.target.value)} ...${rest}>
      ${options.map(([id, text]) => html`<option key=${id} value=${id}>${text}</option>`)}</select>`
  : html`<input aria-label=${label} placeholder=${label} value=${value} onInput=${event => onChange(event.target.value)} ...${rest}/>`;

/**
 * A list of things of the same form, the value of which is a list of objects. Its child is a function that draws one:
 * (row, change, place) => what is shown, where change({ name }) changes a part of the row.
 */
export function Rows({ form, name, label, hint, one, blank, children }) {
  const id = useId();
  const rows = form.values[name];
  const error = form.errorOf(name);
  const change = place => changes => form.set(name, rows.map((row, i) => i === place ? { ...row, ...changes } : row));
  const add = () => form.setValues(old => ({ ...old, [name]: [...rows, blank()] }));
  const remove = place => form.set(name, rows.filter((row, i) => i !== place));
  return html`<fieldset class="rows" aria-invalid=${error ? 'true' : undefined} aria-describedby=${error ? id : undefined}><legend>${label}</legend>
    ${hint ? html`<small class="muted">${hint}</small>` : null}
    ${rows.map((row, place) => html`<div class="rows-one field" key=${place}>${children(row, change(place), place)}
      <button type="button" class="btn ghost icon-only" aria-label=${`Remove ${one} ${place + 1}`} onClick=${() => remove(place)}>
        <${Icon} name="x" size=${16}/></button></div>`)}
    <${Wrong} id=${id} error=${error}/>
    <div><button type="button" class="btn sm" onClick=${add}>
      <${Icon} name="plus" size=${15}/>Add ${one}</button></div></fieldset>`;
}

/** A file of whoever sits here; the value is that file, or null. */
export function FileField({ form, name, label, ...rest }) {
  const id = useId();
  const error = form.errorOf(name);
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} name=${name} type="file" aria-invalid=${error ? 'true' : undefined} aria-describedby=${error ? id + '-error' : undefined}
      onChange=${event => form.set(name, event.target.files[0] ?? null)} ...${rest}/>
    <${Wrong} id=${id + '-error'} error=${error}/></div>`;
}
