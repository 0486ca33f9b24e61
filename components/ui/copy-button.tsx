"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "@/components/text-provider";
import { Button, IconButton, type ButtonProps } from "./button";
import { toast } from "./toast";

export interface CopyButtonProps extends Omit<ButtonProps, "children" | "onClick"> {
  /** what goes to the clipboard, made when asked for if it is dear to make */
  text: string | (() => string);
  /** accessible name and tooltip; the default is "Copy" */
  label?: string;
  /** shows the name beside the icon */
  withLabel?: boolean;
}

/** Copies, and says so by its icon and to assistive technology. */
export function CopyButton({ text, label, withLabel = false, ...props }: CopyButtonProps) {
  const common = useText("common");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setCopied(true);
    } catch {
      toast({ text: common.copyFailed, tone: "danger" });
    }
  };
  const icon = copied ? <Check aria-hidden /> : <Copy aria-hidden />;
  const name = copied ? common.copied : (label ?? common.copy);
  return (
    <>
      {withLabel ? (
        <Button {...props} onClick={() => void copy()}>
          {icon}
          {name}
        </Button>
      ) : (
        <IconButton {...props} label={name} onClick={() => void copy()}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {copied ? common.copied : ""}
      </span>
    </>
  );
}
