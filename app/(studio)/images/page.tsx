import type { Metadata } from "next";
import { ImagesStudio } from "@/components/images/images-studio";
import { Page } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { Notice } from "@/components/ui/notice";
import { listCreations } from "@/lib/creations";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { findPictureModel, listImageModels } from "@/lib/images";
import { readQuota } from "@/lib/metering";
import { defaultChatModel } from "@/lib/models";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).images.title };
}

/** Pictures from words and pictures; `creation` and `item` name what is shown, `image` a picture to edit. */
export default async function ImagesPage() {
  const ctx = await requireUser();
  const { images } = messagesFor(ctx.locale);
  const [models, quota, page, usual, usualChat] = await Promise.all([
    listImageModels(ctx),
    readQuota(ctx),
    listCreations(ctx, { kind: "image", limit: 20 }),
    findPictureModel(ctx),
    defaultChatModel(ctx).catch(() => undefined),
  ]);
  if (models.length === 0) {
    return (
      <Page title={images.title}>
        <Notice>{images.none}</Notice>
      </Page>
    );
  }
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["images", "creations"])}>
      <ImagesStudio
        models={models}
        usualModelId={usual?.id}
        usualChatModelId={usualChat?.id}
        quota={quota}
        admin={ctx.actor.role === "admin"}
        userId={ctx.actor.userId}
        page={page}
      />
    </TextProvider>
  );
}
