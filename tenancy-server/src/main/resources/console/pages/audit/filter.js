import { here } from '../../core/router.js';
import { id, isId } from '../../core/rules.js';

const HOUR = 3_600_000;

/** Spans of time that end now. */
export const SPANS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };

const WHEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const ACTION = /^[a-z_]{1,40}\.[a-z_]{1,40}$/;

const moment = text => WHEN.test(text ?? '') && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
const matching = (pattern, text) => pattern.test(text ?? '') ? text : undefined;

/** What is wrong with what was typed as a filter, by its name; what is wrong is not sent. */
export const complaints = {
  action: text => !text || ACTION.test(text) ? '' : 'An action looks like user.invited.',
  id: text => !text ? '' : id(text),
};

/** The beginning of a span: to the minute, so that it stays the same while somebody looks. */
const since = span => new Date(Math.floor((Date.now() - SPANS[span]) / 60_000) * 60_000).toISOString();

/** The filter that the address has, as the API takes it; fixed is what the page says itself. */
export function filterOf(query, fixed = {}) {
  const { span } = query;
  return {
    from: SPANS[span] ? since(span) : moment(query.from),
    until: SPANS[span] ? undefined : moment(query.until),
    actor: isId(query.actor) ? query.actor : undefined,
    action: matching(ACTION, query.action),
    target: isId(query.target) ? query.target : undefined,
    ...fixed,
  };
}

export const currentFilter = fixed => filterOf(here.value.query, fixed);
