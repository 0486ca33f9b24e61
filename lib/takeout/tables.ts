import { Prisma } from "@/lib/db";

export interface OwnTable {
  /** its rows of one person, as a condition over the row `t` */
  where: (userId: string) => Prisma.Sql;
  /** columns that stay here: secrets, digests of secrets, and where the server keeps what */
  without?: readonly string[];
  /** rows are read in the order of this column in pages; null: few enough to be read at once */
  by?: "id" | null;
}

const own = (userId: string) => Prisma.sql`t.user_id = ${userId}`;

/** What is a person's own and comes along as rows. Conversations and their folders come along in a file that can be imported. */
export const ownTables: Record<string, OwnTable> = {
  users: { where: (userId) => Prisma.sql`t.id = ${userId}`, without: ["password_hash"] },
  identities: { where: own, by: null },
  sessions: { where: own, without: ["secret_digest"] },
  audit_events: { where: (userId) => Prisma.sql`t.target_id = ${userId}`, without: ["actor_id"] },
  spending_limits: { where: own, by: null },
  storage_allowances: { where: own, by: null },
  drafts: { where: own, by: null },
  imported_conversations: { where: own, by: null },
  prompts: { where: own },
  shares: { where: own, without: ["token_digest"] },
  item_shares: { where: own, without: ["token_digest"] },
  tools: { where: own, without: ["secrets"] },
  tool_servers: { where: own, without: ["secrets"] },
  bench_runs: { where: own, without: ["holder", "lease_until", "request_digest"] },
  bench_presets: { where: own },
  creations: { where: own, without: ["request_digest"] },
  creation_calls: { where: own },
  creation_outputs: {
    where: (userId) =>
      Prisma.sql`exists (select 1 from creation_calls c where c.id = t.call_id and c.user_id = ${userId})`,
    without: ["url"],
  },
  speeches: { where: own, by: null },
  speech_parts: {
    where: (userId) =>
      Prisma.sql`exists (select 1 from speeches s where s.creation_id = t.creation_id and s.user_id = ${userId})`,
    without: ["key"],
    by: null,
  },
  transcriptions: { where: own, without: ["request_digest"] },
  transcription_parts: { where: own },
  voices: { where: own },
  assets: { where: own, without: ["key", "thumbnail_key", "peaks", "blur"] },
  paid_answers: { where: own, without: ["request_digest"] },
  usage_days: { where: own, by: null },
  ledger_entries: { where: own },
  refunds: { where: own },
};

/** Every other table, and why it does not come along. A test compares both lists with the database. */
export const leftOut: Record<string, string> = {
  conversations: "in conversations.json",
  messages: "in conversations.json",
  folders: "in conversations.json",
  generations: "how an answer was being written",
  generation_chunks: "how an answer was being written",
  message_texts: "the words of messages once more, for the search",
  message_files: "which message names which file, once more",
  tool_consents: "answers to questions in conversations.json, where they are noted",
  documents: "what was read out of files that come along",
  document_pages: "what was read out of files that come along",
  charges: "open amounts; what was paid is in ledger_entries",
  allowances: "sums of ledger_entries",
  allowance_leases: "sums under way",
  library_selections: "what was to be downloaded a quarter of an hour ago",
  storage_holds: "room for uploads under way",
  turns: "the queue",
  turn_grants: "the queue",
  turn_pauses: "the installation's",
  jobs: "the installation's",
  settings: "the installation's",
  invitations: "links to others",
  throttles: "digests that name nobody",
  models: "the installation's",
  prices: "the installation's",
  tool_keys: "secrets of the installation",
  voice_samples: "the installation's",
  file_removals: "the installation's",
  storage_checks: "the installation's",
  storage_findings: "the installation's",
};
