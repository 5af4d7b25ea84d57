/** Whether this browser can use passkeys in the form that the server speaks. */
export const passkeysWork = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON);

const words = error => error.name === 'NotAllowedError' ? 'No passkey was used.'
  : error.name === 'InvalidStateError' ? 'This device has a passkey for this account already.' : error.message;

/** Shows a passkey for what the server asks. */
export const showPasskey = async options => (await navigator.credentials.get({
  publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
}).catch(error => { throw new Error(words(error)); })).toJSON();

/** Makes a passkey for what the server asks. */
export const makePasskey = async options => (await navigator.credentials.create({
  publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
}).catch(error => { throw new Error(words(error)); })).toJSON();
