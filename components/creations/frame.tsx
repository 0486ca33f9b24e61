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
  className?: string;
  children: ReactNode;
}

const square: Shape = { width: 1, height: 1 };

/**
 * A place that has its final proportions from the first drawing on. They are written as attributes: the content policy
 * allows no style of their own to elements that the server draws.
 */
export function ShapedFrame({ shape = square, className, children }: ShapedFrameProps) {
  return (
    <div className={cn("relative overflow-hidden rounded-lg bg-secondary", className)}>
      <svg viewBox={`0 0 ${shape.width} ${shape.height}`} className="block h-auto w-full" aria-hidden />
      <div className="absolute inset-0">{children}</div>
    </div>
  );
}
