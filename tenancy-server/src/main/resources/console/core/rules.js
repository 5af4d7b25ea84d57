/** Rules for fields: each says what is wrong, or ''. The server has the last word. */
export const required = what => value => value?.trim() ? '' : `${what} is needed.`;

export const email = value => !value?.trim() ? 'The e-mail address is needed.'
  : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? '' : 'This is not an e-mail address.';

export const slug = value => /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/.test(value) ? ''
  : 'Small letters, digits and hyphens; it starts with a letter.';

export const roleName = value => /^[a-z][a-z0-9_-]{1,39}$/.test(value) ? ''
  : '2 to 40 small letters, digits, _ and -; it starts with a letter.';

export const password = value => (value ?? '').length >= 8 ? '' : 'At least 15 characters, or 8 with a second factor.';

export const some = what => value => value?.length ? '' : `Choose at least one ${what}.`;

export const between = (low, high) => value => value === '' || value === undefined
  || (/^\d+$/.test(value) && Number(value) >= low && Number(value) <= high) ? '' : `A number from ${low} to ${high}.`;

export const future = value => !value || new Date(value) > new Date() ? '' : 'This lies in the past.';

/** One rule for each of several fields of the rows of a list: the first that is broken is said. */
export const rows = (...rules) => list => list.map((row, i) => rules.map(rule => rule(row, i)).find(Boolean)).find(Boolean) ?? '';

export const flagKey = value => /^[A-Za-z][A-Za-z0-9_.-]{0,79}$/.test(value) ? ''
  : 'A letter, then letters, digits, and - _ . among them.';

export const planKey = value => /^[a-z][a-z0-9_-]{0,39}$/.test(value) ? '' : 'A small letter, then small letters, digits, - and _.';

/** The server says more of it: plain HTTP is for tests alone. */
export const webAddress = value => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? '' : 'An address that begins with https.';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = text => ID.test(text ?? '');

export const id = value => isId(value?.trim()) ? '' : 'An id has 36 characters.';
