import { z } from "zod";
import { defineJob } from "@/lib/jobs";

/**
 * Deletes files that a person sent into conversations which are deleted by now, where nothing else holds them: another
 * message, a star, a call that works from them. What was made, in a chat too, stays in the library.
 */
export const forgetFiles = defineJob({
  name: "forget-files",
  payload: z.strictObject({ userId: z.string(), assetIds: z.array(z.string()) }),
  handle: async (ctx, { userId, assetIds }) => {
    await ctx.db.$executeRaw`
      delete from assets
      where user_id = ${userId} and id = any(${assetIds}) and origin in ('upload', 'page') and favourite_at is null
        and not exists (
          select 1 from message_files f join messages m on m.id = f.message_id join conversations c on c.id = m.conversation_id
          where f.asset_id = assets.id and c.user_id = ${userId})
        and not exists (
          select 1 from creation_calls k
          where k.user_id = ${userId} and k.body @? '$.*.assetId'
            and jsonb_path_exists(k.body, '$.*.assetId ? (@ == $id)', jsonb_build_object('id', assets.id)))`;
  },
});
