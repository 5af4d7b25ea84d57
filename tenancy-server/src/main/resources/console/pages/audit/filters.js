import { useEffect, useId, useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useStill } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { useActions } from '../../components/events.js';
import { Icon } from '../../components/icon.js';
import { Pick } from '../../components/table.js';
import { complaints } from './filter.js';

const TIMES = [['', 'Any time'], ['hour', 'Last hour'], ['day', 'Last 24 hours'], ['week', 'Last 7 days'], ['month', 'Last 30 days'], ['between', 'Between…']];

const two = number => String(number).padStart(2, '0');

/** A time of the address as an input of the browser has it: in the zone of who looks. */
function local(text) {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? '' : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

const When = ({ name, label }) => html`<label class="pick"><span>${label}</span>
  <input type="datetime-local" value=${local(here.value.query[name])}
    onChange=${event => setQuery({ [name]: event.target.value && new Date(event.target.value).toISOString() })}/></label>`;

/** A filter that is typed; it goes into the address when it is whole. */
function Typed({ name, label, wrong, search, suggest }) {
  const asked = here.value.query[name] ?? '';
  const [text, setText] = useState(asked);
  const id = useId();
  const [options, ask] = useActions();
  const still = useStill(text.trim(), 300);
  useEffect(() => { setText(asked); }, [asked]);
  useEffect(() => { if (still === text.trim() && !wrong(still) && still !== asked) setQuery({ [name]: still }); }, [still]);
  const complaint = wrong(still);
  return html`<span class="filter"><label class="search small"><${Icon} name=${search ? 'search' : 'sliders-horizontal'} size=${16}/><span class="sr">${label}</span>
    <input type="search" data-search=${search} list=${suggest ? id : undefined} placeholder=${label} value=${text} spellcheck="false" autocomplete="off"
      aria-invalid=${complaint ? 'true' : undefined} onFocus=${suggest ? ask : undefined} onInput=${event => setText(event.target.value)}/>
    ${search ? html`<kbd aria-hidden="true">/</kbd>` : null}</label>
    ${suggest ? html`<datalist id=${id}>${options.map(option => html`<option key=${option} value=${option}/>`)}</datalist>` : null}
    ${complaint ? html`<small class="error" role="status">${complaint}</small>` : null}</span>`;
}

export function Filters({ fixed = {} }) {
  const { span = '', from, until, actor, action, target } = here.value.query;
  const [between, setBetween] = useState(Boolean(from || until));
  const time = between ? 'between' : span;
  const choose = value => {
    setBetween(value === 'between');
    setQuery({ span: value === 'between' ? '' : value, from: '', until: '' });
  };
  const clear = () => { setBetween(false); setQuery({ span: '', from: '', until: '', actor: '', action: '', target: '' }); };
  return html`<div class="filters"><${Typed} name="action" label="Action, as user.invited" wrong=${complaints.action} search suggest/>
    <${Typed} name="actor" label="ID of who acted" wrong=${complaints.id}/>
    ${fixed.target ? null : html`<${Typed} name="target" label="ID of the target" wrong=${complaints.id}/>`}
    <${Pick} label="Time" value=${time} options=${TIMES} onChange=${choose}/>
    ${between ? html`<${When} name="from" label="From"/><${When} name="until" label="Until"/>` : null}
    ${span || from || until || actor || action || target ? html`<button type="button" class="btn sm" onClick=${clear}><${Icon} name="x" size=${15}/>Clear</button>` : null}</div>`;
}
