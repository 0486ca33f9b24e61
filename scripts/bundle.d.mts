/** Makes dist/<name>.mjs of scripts/<name>.ts, for each of these names. */
export function bundle(names?: string[]): Promise<void>;
