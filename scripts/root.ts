import path from "node:path";

/** The folder of the checkout or of the installation: this file runs in its scripts/, and as a bundle in its dist/. */
export const root = path.resolve(import.meta.dirname, "..");

export const inRoot = (...names: string[]) => path.join(root, ...names);
