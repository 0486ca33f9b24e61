import { z } from "zod";
import { defineJob } from "@/lib/jobs";

/** Deletes files that a person's deleted conversations held and no other message of theirs shows. */
export const forgetFiles = defineJob({
  name: "forget-files",
  payload: z.strictObject({ userId: z.string(), assetIds: z.array(z.string()) }),
  handle: async (ctx, { userId, assetIds }) => {
    await ctx.db.$executeRaw`
      delete from assets
      where user_id = ${userId} and id = any(${assetIds}) and id not in (
        select file #>> '{}'
        from conversations c join messages m on m.conversation_id = c.id,
          jsonb_path_query(m.parts, '$[*].keyvalue() ? (@.key == "assetId" || @.key == "assetIds").value[*]') as file
        where c.user_id = ${userId})`;
  },
});
