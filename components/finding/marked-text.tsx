import { Fragment } from "react";
import type { Excerpt } from "@/lib/chat/schema";

/** A text with what was found in it marked. */
export function MarkedText({ text, marks }: Excerpt) {
  return (
    <>
      {marks.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.[1] ?? 0, from)}
          <mark className="rounded-sm bg-primary-soft px-0.5 text-primary-text">{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
