import { route } from "@/lib/http";
import { exportLedger } from "@/lib/metering";
import { UsageInput } from "@/lib/metering/schema";

/** GET /api/usage/export: the caller's own paid calls of a span of days as CSV, newest first, read as it is sent. */
export const GET = route({
  access: "user",
  query: UsageInput,
  handle: async ({ ctx, query }) =>
    new Response(streamOf(exportLedger(ctx, query)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="usage_${query.from}_${query.to}.csv"`,
      },
    }),
});

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
