import type { Folder } from "../schema";
import type { MessageRow } from "../rows";
import type { ExportedAttachment, ExportedConversation } from "./read-exported";
import { exportFormat, exportVersion } from "./schema";

/** The pieces of an export in JSON, each as text. Put one after the other they are one document. */
export const json = {
  begin(exportedAt: Date, folders: readonly Folder[]): string {
    const head = { format: exportFormat, version: exportVersion, exportedAt, folders };
    return `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  },
  conversation(conversation: ExportedConversation, isFirst: boolean): string {
    return `${isFirst ? "" : ","}\n${JSON.stringify(conversation).slice(0, -1)},"messages":[`;
  },
  messages(rows: readonly MessageRow[], areFirst: boolean): string {
    return (areFirst ? "" : ",") + rows.map((row) => JSON.stringify(settled(row))).join(",");
  },
  endConversation(attachments: readonly ExportedAttachment[]): string {
    return `],"attachments":${JSON.stringify(attachments)}}`;
  },
  end: "\n]}\n",
};

/** An answer still being written is, in a file, one that was cut. */
function settled(row: MessageRow): MessageRow {
  return row.state === "streaming" ? { ...row, state: "interrupted" } : row;
}
