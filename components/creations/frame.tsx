"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

export interface Shape {
  width: number;
  height: number;
}

interface ShapedFrameProps {
  /** of what stands in it, or will */
  shape: Shape | undefined;
  /** words that may need more room than the proportions give */
  grows?: boolean;
  className?: string;
  children: ReactNode;
}

const square: Shape = { width: 1, height: 1 };

/**
 * A place that has its final proportions from the first drawing on. They are written as attributes: the content policy
 * allows no style of their own to elements that the server draws.
 */
export function ShapedFrame({ shape = square, grows = false, className, children }: ShapedFrameProps) {
  return (
    <div className={cn("relative grid overflow-hidden rounded-lg bg-secondary", className)}>
      <svg
        viewBox={`0 0 ${shape.width} ${shape.height}`}
        className="col-start-1 row-start-1 block h-auto w-full"
        aria-hidden
      />
      <div className={grows ? "col-start-1 row-start-1 grid min-w-0" : "absolute inset-0"}>{children}</div>
    </div>
  );
}
