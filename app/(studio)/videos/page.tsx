import type { Metadata } from "next";
import { TextProvider } from "@/components/text-provider";
import { VideosStudio, type VideosStudioProps } from "@/components/videos/videos-studio";
import { isAppError } from "@/lib/core";
import { findCreation, listCreations } from "@/lib/creations";
import { CreationParams } from "@/lib/creations/schema";
import { requireUser, type UserContext } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { requireAssets } from "@/lib/media";
import { AssetParams } from "@/lib/media/schema";
import { readQuota } from "@/lib/metering";
import { listVideoModels } from "@/lib/videos";
import type { Extent } from "@/lib/videos/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).videos.title };
}

type Query = Record<"image" | "from", string | string[] | undefined>;

/**
 * Clips from words and pictures: `image` names a picture that the next one begins with, `from` a clip to be made again,
 * `creation` and `item` what is shown.
 */
export default async function VideosPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireUser();
  const query = await searchParams;
  const [models, quota, page, picture, from] = await Promise.all([
    listVideoModels(ctx),
    readQuota(ctx),
    listCreations(ctx, { kind: "video", limit: 20 }),
    findPicture(ctx, query.image),
    findMade(ctx, query.from),
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["videos", "creations", "images"])}>
      <VideosStudio
        models={models}
        quota={quota}
        admin={ctx.actor.role === "admin"}
        userId={ctx.actor.userId}
        picture={picture}
        from={from}
        page={page}
      />
    </TextProvider>
  );
}

/** A picture that is not there, or not the person's, is as good as none. */
async function findPicture(ctx: UserContext, image: unknown): Promise<(Extent & { assetId: string }) | undefined> {
  const parsed = AssetParams.safeParse({ id: image });
  if (!parsed.success) return undefined;
  const [asset] = (await unlessMissing(requireAssets(ctx, [parsed.data.id]))) ?? [];
  if (asset?.kind !== "picture" || asset.width === null || asset.height === null) return undefined;
  return { assetId: asset.id, width: asset.width, height: asset.height };
}

async function findMade(ctx: UserContext, id: Query["from"]): Promise<VideosStudioProps["from"]> {
  const parsed = CreationParams.safeParse({ id });
  if (!parsed.success) return undefined;
  const creation = await unlessMissing(findCreation(ctx, parsed.data));
  if (creation?.kind !== "video") return undefined;
  return { creation, extent: await findPicture(ctx, creation.request.imageId) };
}

async function unlessMissing<Found>(search: Promise<Found>): Promise<Found | undefined> {
  try {
    return await search;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return undefined;
    throw error;
  }
}
