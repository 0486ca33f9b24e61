// Without "server-only": scripts open the database before there is a server.
export { openEmbeddedDatabase, type EmbeddedDatabase, type EmbeddedOptions } from "./open";
export { EmbeddedDatabaseError } from "./failure";
