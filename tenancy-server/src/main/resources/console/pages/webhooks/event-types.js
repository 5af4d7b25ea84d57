import { html } from '../../core/html.js';
import { Icon } from '../../components/icon.js';
import { Choice } from '../../components/table.js';

const Box = ({ type, on, off, set, children }) => html`<label><input type="checkbox" name=${type} checked=${on} disabled=${off}
  onChange=${event => set(type, event.target.checked)}/><span>${children}</span></label>`;

/** Which changes: all, whole nouns, or single ones. */
export function EventTypes({ form, families }) {
  const chosen = form.values.eventTypes;
  const isAll = chosen.includes('*');
  const error = form.errorOf('eventTypes');
  const known = new Set(families.flatMap(family => [family.eventType, ...family.eventTypes]));
  const others = chosen.filter(type => type !== '*' && !known.has(type)); // those of the application itself
  const set = family => (type, on) => {
    const without = chosen.filter(one => one !== type && !(type === family.eventType && family.eventTypes.includes(one)));
    form.set('eventTypes', on ? [...without, type] : without);
  };
  return html`<fieldset class="checks"><legend>Events</legend>
    <${Choice} label="Which events" value=${isAll ? 'all' : 'some'} options=${[['all', 'All'], ['some', 'Some']]}
      onChange=${which => form.setValues(old => ({ ...old, eventTypes: which === 'all' ? ['*'] : others }))}/>
    ${isAll ? null : html`<div class="checks-list below-small">${families.map(family => {
      const whole = chosen.includes(family.eventType);
      const count = family.eventTypes.filter(type => chosen.includes(type)).length;
      return html`<details key=${family.eventType}><summary><${Icon} name="chevron-down" size=${15}/><b>${family.eventType.replace('.*', '').replaceAll('_', ' ')}</b>
          <span class="muted">${whole ? 'all' : count ? `${count} of ${family.eventTypes.length}` : ''}</span></summary>
        <${Box} type=${family.eventType} on=${whole} set=${set(family)}><b>All of them</b><small>${family.meaning}</small><//>
        ${family.eventTypes.map(type => html`<${Box} key=${type} type=${type} on=${whole || chosen.includes(type)} off=${whole} set=${set(family)}><code>${type}</code><//>`)}</details>`;
    })}</div>`}
    ${error ? html`<small class="error" role="alert">${error}</small>` : null}</fieldset>`;
}
