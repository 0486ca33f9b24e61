import "server-only";

export { documentText } from "./document-text";
export { findDocument } from "./find-document";
export { drainDocuments } from "./readings";
export { readDocument } from "./read-document";
export { relevantPages } from "./relevant-pages";
export { renderPages } from "./render-pages";
export { sweepDocuments } from "./sweep-documents";
