/** The token of a mailed link stands behind the `#`, which browsers send to nobody. @returns null where there is none */
export const tokenOf = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('token');

/** Used up, it neither stays in the address bar nor in the history. */
export const forgetToken = (): void => history.replaceState(history.state, '', location.pathname);
