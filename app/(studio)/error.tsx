"use client";

import { FailedPage, type FailedPageProps } from "@/components/shell/failed-page";

/** Inside the frame, so that the way to everything else stays. */
export default function FramedError(props: FailedPageProps) {
  return <FailedPage {...props} framed />;
}
