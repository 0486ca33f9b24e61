import { MessagePage } from "@/components/shell/message-page";
import { requireUser } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

/** Inside the frame, so that the way to everything else stays. */
export default async function FramedNotFound() {
  const { notFound } = messagesFor((await requireUser()).locale).common;
  return <MessagePage title={notFound.title} text={notFound.text} home={notFound.action} framed />;
}
