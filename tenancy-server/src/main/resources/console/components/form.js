import { useId, useRef, useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { Icon } from './icon.js';

/** What is wrong according to a refusal: { field, detail } each. */
const flawsOf = problem => problem.errors?.length ? problem.errors : [{ field: problem.field, detail: problem.message }];

/** Puts whoever sits here at the first thing that is wrong: of a group of boxes, at the first of them. */
const showWrong = form => requestAnimationFrame(() => {
  const first = form.current?.querySelector('[aria-invalid=true]');
  (first?.matches('fieldset') ? first.querySelector('input, select') : first)?.focus();
});

/**
 * The state of a form. rules has for a field a function that says what is wrong with its value, or ''. What the server
 * refuses with the names of fields is shown beside each of them, and everything else below the form.
 */
export function useForm({ initial, rules = {}, submit }) {
  const [values, setValues] = useState(initial);
  const [touched, setTouched] = useState({});
  const [refused, setRefused] = useState({});
  const [busy, setBusy] = useState(false);
  const form = useRef(null);
  const wrong = name => rules[name]?.(values[name], values) || '';
  const set = (name, value) => {
    setValues(old => ({ ...old, [name]: value }));
    setTouched(old => ({ ...old, [name]: true }));
    setRefused(old => ({ ...old, [name]: undefined, '': undefined }));
  };
  const errorOf = name => refused[name] || (touched[name] ? wrong(name) : '');
  const refuse = problem => {
    const found = {};
    for (const { field, detail } of flawsOf(problem)) {
      const name = Object.keys(values).find(one => one === field || one === field?.split(/[.[]/)[0]) ?? '';
      found[name] = [found[name], detail].filter(Boolean).join(' ');
    }
    setRefused(found);
    showWrong(form);
  };
  async function onSubmit(event) {
    event.preventDefault();
    setTouched(Object.fromEntries(Object.keys(values).map(name => [name, true])));
    if (Object.keys(rules).some(wrong)) {
      showWrong(form);
      return;
    }
    setBusy(true);
    setRefused({});
    try {
      await submit(values);
    } catch (problem) {
      refuse(problem);
    } finally {
      setBusy(false);
    }
  }
  return { values, set, setValues, errorOf, busy, onSubmit, form, general: refused[''] };
}

/** The form itself; its children are fields and a footer. */
export const Form = ({ of, class: kind = 'form', children }) => html`
  <form class=${kind} ref=${of.form} onSubmit=${of.onSubmit} novalidate>${children}
    ${of.general ? html`<p class="error" role="alert"><${Icon} name="triangle-alert" size=${16}/><span dir="auto">${of.general}</span></p>` : null}
  </form>`;

const Hints = ({ id, hint, error }) => html`
  ${error ? html`<small id=${id + '-error'} class="error" dir="auto"><${Icon} name="circle-alert" size=${14}/>${error}</small>` : null}
  ${hint ? html`<small id=${id + '-hint'} class="muted">${hint}</small>` : null}`;

const describedBy = (id, hint, error) => [error && id + '-error', hint && id + '-hint'].filter(Boolean).join(' ') || undefined;

/** One line of text. */
export function Field({ form, name, label, hint, type = 'text', ...rest }) {
  const id = useId();
  const error = form.errorOf(name);
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} name=${name} type=${type} value=${form.values[name]} aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${describedBy(id, hint, error)} onInput=${event => form.set(name, event.target.value)} ...${rest}/>
    <${Hints} id=${id} hint=${hint} error=${error}/></div>`;
}

/** One of several. */
export function Select({ form, name, label, hint, options, ...rest }) {
  const id = useId();
  const error = form.errorOf(name);
  return html`<div class="field"><label for=${id}>${label}</label>
    <select id=${id} name=${name} value=${form.values[name]} aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${describedBy(id, hint, error)} onChange=${event => form.set(name, event.target.value)} ...${rest}>
      ${options.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select>
    <${Hints} id=${id} hint=${hint} error=${error}/></div>`;
}

/** Several inputs that are one field. */
function Group({ form, name, label, class: kind, children }) {
  const id = useId();
  const error = form.errorOf(name);
  return html`<fieldset class=${kind} aria-invalid=${error ? 'true' : undefined} aria-describedby=${describedBy(id, null, error)}>
    <legend>${label}</legend>${children}<${Hints} id=${id} error=${error}/></fieldset>`;
}

/** One of few, each with a sentence: options are [value, title, text, icon]. */
export const Choices = ({ form, name, label, options }) => html`
  <${Group} form=${form} name=${name} label=${label} class="choices">${options.map(([value, title, text, icon]) => html`
    <label key=${value}><input type="radio" name=${name} value=${value} checked=${form.values[name] === value}
      onChange=${() => form.set(name, value)}/>${icon ? html`<${Icon} name=${icon}/>` : null}
      <span><b>${title}</b>${text ? html`<small>${text}</small>` : null}</span></label>`)}<//>`;

/** Any of several: the value is a list. */
export function Checks({ form, name, label, options }) {
  const chosen = form.values[name];
  const toggle = (value, on) => form.set(name, on ? [...chosen, value] : chosen.filter(one => one !== value));
  return html`<${Group} form=${form} name=${name} label=${label} class="checks">
    <div class="checks-list">${options.map(([value, title, text]) => html`
      <label key=${value}><input type="checkbox" name=${name} value=${value} checked=${chosen.includes(value)}
        onChange=${event => toggle(value, event.target.checked)}/>
        <span><b>${title}</b>${text ? html`<small>${text}</small>` : null}</span></label>`)}</div><//>`;
}

export const Submit = ({ form, children, kind = 'primary', wide }) => html`
  <button class=${`btn ${kind} ${wide ? 'wide' : ''}`} disabled=${form.busy}>${children}</button>`;
