import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { download } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { Icon } from '../../components/icon.js';
import { currentFilter } from './filter.js';

const FORMATS = [['csv', 'text/csv', 'CSV'], ['ndjson', 'application/x-ndjson', 'NDJSON']];

/** Files of every entry that the filter is about, made by the server. */
export function Exports({ fixed }) {
  const [busy, setBusy] = useState(false);
  const save = async (format, type) => {
    setBusy(true);
    try {
      download(`audit.${format}`, await api.file('/v1/audit/export', { ...currentFilter(fixed), format }, type), type);
    } catch (problem) { toast(problem.message, 'bad'); }
    setBusy(false);
  };
  return FORMATS.map(([format, type, label]) => html`
    <button type="button" key=${format} class="btn" disabled=${busy} aria-label=${`Export as ${label}`} onClick=${() => save(format, type)}>
      <${Icon} name="download" size=${16}/>${label}</button>`);
}
