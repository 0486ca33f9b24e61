/** What the application starts beside itself. */
export const helpers: string[];
/** Makes dist/<name>.mjs of scripts/<name>.ts, for each of these names. */
export function bundle(names?: string[]): Promise<void>;
