import { useId } from 'preact/hooks';
import { html } from '../../core/html.js';
import { isColour } from '../../core/colour.js';
import { Field } from '../../components/form.js';

/** A colour: typed, or taken from the palette of the browser. */
export function Colour({ form, name, label, hint, readonly }) {
  const id = useId();
  const value = form.values[name];
  return html`<div class="colour"><${Field} form=${form} name=${name} label=${label} hint=${hint} spellcheck="false" autocomplete="off" readonly=${readonly}/>
    <label for=${id} class="sr">${label}, from a palette</label>
    <input id=${id} type="color" disabled=${readonly} value=${isColour(value) ? value.toLowerCase() : '#000000'} onInput=${event => form.set(name, event.target.value)}/></div>`;
}
