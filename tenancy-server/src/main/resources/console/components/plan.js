import { html } from '../core/html.js';
import { capital, number } from '../core/format.js';
import { money } from '../core/money.js';
import { Status } from './marks.js';

const LOOKS = { draft: 'next', published: 'active' };
export const PlanStatus = ({ plan }) => html`<${Status} value=${LOOKS[plan.status]} label=${capital(plan.status)}/>`;

/** What is said of an entitlement: 'On', '25', 'No limit', '1,000 a month, then refused'. */
export function amount(included) {
  if (included.enabled !== undefined) return included.enabled ? 'On' : 'Off';
  const most = included.unlimited ? 'No limit' : number(included.limit);
  return included.per ? `${most} a ${included.per}${included.unlimited ? '' : included.enforced ? ', then refused' : ', then only counted'}` : most;
}

/** 'EUR 49.00 a month'. */
export const price = one => `${money(one.amount, one.currency)} a ${one.interval}`;

/** 'Api requests' for api_requests. */
export const named = entitlement => capital(entitlement).replace(/^Api /, 'API ').replace(' api ', ' API ');

const STATES = { trialing: ['next', 'Trial'], active: ['active', 'Active'], grace: ['read_only', 'Ended, in its grace'], ended: ['suspended', 'Ended'] };
export const SubscriptionState = ({ state }) => html`<${Status} value=${STATES[state]?.[0]} label=${STATES[state]?.[1] ?? capital(state)}/>`;
