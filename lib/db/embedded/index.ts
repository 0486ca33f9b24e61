export interface EmbeddedDatabase {
  /** connection string of `database` */
  url: string;
  /** stops the server when nobody else uses it; true when it did */
  close(): Promise<boolean>;
}

export interface EmbeddedOptions {
  folder: string;
  database?: string;
  settings?: Record<string, string>;
}

/** Starts, or joins, the PostgreSQL of `folder`. */
export async function openEmbeddedDatabase(_options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  throw new Error("No embedded database yet: set DATABASE_URL.");
}
