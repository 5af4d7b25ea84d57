import { here } from '../../core/router.js';

const HOUR = 3_600_000;

/** Spans of time that end now. */
export const SPANS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };

const WHEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ACTION = /^[a-z_]{1,40}\.[a-z_]{1,40}$/;

const moment = text => WHEN.test(text ?? '') && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
const matching = (pattern, text) => pattern.test(text ?? '') ? text : undefined;

/** What is wrong with what was typed as a filter, by its name; what is wrong is not sent. */
export const complaints = {
  action: text => !text || ACTION.test(text) ? '' : 'An action looks like user.invited.',
  id: text => !text || ID.test(text) ? '' : 'An id has 36 characters.',
};

/** The beginning of a span: to the minute, so that it stays the same while somebody looks. */
const since = span => new Date(Math.floor((Date.now() - SPANS[span]) / 60_000) * 60_000).toISOString();

/** The filter that the address has, as the API takes it; fixed is what the page says itself. */
export function filterOf(query, fixed = {}) {
  const { span } = query;
  return {
    from: SPANS[span] ? since(span) : moment(query.from),
    until: SPANS[span] ? undefined : moment(query.until),
    actor: matching(ID, query.actor),
    action: matching(ACTION, query.action),
    target: matching(ID, query.target),
    ...fixed,
  };
}

export const currentFilter = fixed => filterOf(here.value.query, fixed);
