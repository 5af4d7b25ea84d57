import { useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { all } from '../core/api.js';
import { csv, download, number } from '../core/format.js';
import { toast } from '../core/toasts.js';
import { Icon } from './icon.js';

/** Has a list of the API as CSV, all pages of it; columns are [head, item => value]. */
export function Export({ name, path, query, columns }) {
  const [read, setRead] = useState(null);
  const save = async () => {
    setRead(0);
    try {
      const { items, isCut } = await all(path, query, { told: setRead });
      download(name, csv(items, columns), 'text/csv');
      if (isCut) toast(`The file has the first ${number(items.length)}. There are more: a search or a filter has fewer at once.`, 'bad');
    } catch (problem) { toast(problem.message, 'bad'); }
    setRead(null);
  };
  return html`<button type="button" class="btn" disabled=${read !== null} onClick=${save}>
    <${Icon} name="download" size=${16}/>${read ? `Exporting, ${number(read)} read …` : 'Export'}</button>`;
}
