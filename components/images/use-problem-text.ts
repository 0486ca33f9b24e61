"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import { formatMoney } from "@/lib/core";
import type { ImageProblem } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";
import type { Obstacle } from "./obstacle";

/** What the chosen model would refuse, in words. */
export function useProblemText(): (problem: ImageProblem) => string {
  const { problems, fields } = useText("images");
  const format = useFormat();
  return ({ field, reason, min, max, multiple }) => {
    const name = fields[field];
    const written = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    return format(problems[reason], {
      ...written,
      ...(multiple !== undefined && { multiple }),
      field: name.slice(0, 1).toUpperCase() + name.slice(1),
    });
  };
}

/** What keeps the form from being sent, in words: what is wrong and what to do. */
export function useObstacleText(quota: Quota, admin: boolean): (obstacle: Obstacle) => string {
  const { problems } = useText("images");
  const format = useFormat();
  const locale = useLocale();
  const problemText = useProblemText();
  return (obstacle) => {
    if (obstacle.reason === "problem") return problemText(obstacle.problem);
    if (obstacle.reason !== "over") return problems[obstacle.reason];
    const money = (nanos: bigint) => formatMoney(nanos, quota.currency, locale);
    return format(admin ? problems.overAdmin : problems.over, {
      amount: money(obstacle.costNanos),
      rest: money(obstacle.restNanos),
      date: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(quota.resetsAt)),
    });
  };
}
