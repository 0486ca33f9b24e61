"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A password one may look at while typing it. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const auth = useText("auth");
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input {...props} type={shown ? "text" : "password"} className="pr-10" spellCheck={false} autoCapitalize="none" />
      <IconButton
        label={shown ? auth.hidePassword : auth.showPassword}
        size="iconSm"
        className="absolute top-1/2 right-1 -translate-y-1/2"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
    </span>
  );
}
