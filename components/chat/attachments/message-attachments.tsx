"use client";

import { FileText, FileX2, ImageOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { writePages, type DocumentPart, type MessagePart, type PicturePart } from "@/lib/chat/schema";
import { shortCount } from "../quantities";
import { Thumbnail } from "./thumbnail";
import { useDocumentSize } from "./use-document-size";
import { ZoomDialog } from "./zoom-dialog";

/** Pictures and files of a message that was sent. */
export function MessageAttachments({ parts }: { parts: readonly MessagePart[] }) {
  const [zoomed, setZoomed] = useState<string>();
  const pictures = parts.filter((part) => part.type === "picture");
  const documents = parts.filter((part) => part.type === "document");
  return (
    <div className="mb-1.5 grid max-w-[85%] justify-items-end gap-1.5 max-sm:max-w-[92%]">
      {pictures.length > 0 && (
        <ul className="flex flex-wrap justify-end gap-1.5">
          {pictures.map((picture, index) => (
            <li key={index}>
              <SentPicture picture={picture} only={pictures.length === 1} onZoom={() => setZoomed(picture.assetId)} />
            </li>
          ))}
        </ul>
      )}
      {documents.map((document, index) => (
        <SentDocument key={index} document={document} />
      ))}
      {zoomed !== undefined && (
        <ZoomDialog
          pictures={pictures.filter(({ deleted }) => !deleted)}
          first={zoomed}
          onClose={() => setZoomed(undefined)}
        />
      )}
    </div>
  );
}

interface SentPictureProps {
  picture: PicturePart;
  only: boolean;
  onZoom: () => void;
}

function SentPicture({ picture, only, onZoom }: SentPictureProps) {
  const words = useText("attachments");
  const format = useFormat();
  const [gone, setGone] = useState(picture.deleted ?? false);
  const { assetId, name, alt, width, height } = picture;
  if (gone) return <Note icon={<ImageOff aria-hidden />} text={format(words.deletedPicture, { name: alt || name })} />;
  return (
    <button
      type="button"
      aria-label={format(words.zoom, { name: alt || name })}
      className="block cursor-zoom-in overflow-hidden rounded-lg border"
      onClick={onZoom}
    >
      {only ? (
        // its place is kept while it loads, so that nothing below it moves
        <Thumbnail
          assetId={assetId}
          alt=""
          size={{ width, height }}
          className="block h-auto max-h-60 w-60 max-w-full"
          onGone={() => setGone(true)}
        />
      ) : (
        <Thumbnail assetId={assetId} alt="" className="size-24" onGone={() => setGone(true)} />
      )}
    </button>
  );
}

function SentDocument({ document }: { document: DocumentPart }) {
  const words = useText("attachments");
  const format = useFormat();
  const size = useDocumentSize();
  const { assetId, name, pageCount, pages, tokens } = document;
  if (document.deleted) return <Note icon={<FileX2 aria-hidden />} text={format(words.deletedFile, { name })} />;
  const count = size("page", pageCount);
  const extent = pages === "all" ? count : format(words.document.some, { pages: writePages(pages), count });
  return (
    <a
      href={`/api/assets/${assetId}?download=1`}
      download={name}
      aria-label={format(words.document.download, { name })}
      className="flex max-w-full items-center gap-2.5 rounded-lg border bg-card px-3 py-2 text-sm hover:bg-accent"
    >
      <FileText className="size-5 shrink-0 text-muted-foreground" aria-hidden />
      <span className="grid min-w-0">
        <span className="truncate font-medium">{name}</span>
        <span className="tabular text-xs text-muted-foreground">
          {extent} · {format(words.document.tokens, { count: shortCount(tokens) })}
        </span>
      </span>
    </a>
  );
}

function Note({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <p className="flex items-center gap-2 rounded-lg border border-dashed px-3 py-2 text-sm text-muted-foreground [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      {text}
    </p>
  );
}
