import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/ui";
import { Spinner } from "./spinner";

export const buttonVariants = cva(
  "touch inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-lg font-medium whitespace-nowrap transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover",
        secondary: "bg-secondary text-secondary-foreground hover:bg-accent",
        outline: "border border-border bg-card hover:bg-accent",
        ghost:
          "text-muted-foreground hover:bg-accent hover:text-foreground aria-expanded:bg-accent aria-expanded:text-foreground",
        danger: "bg-destructive text-destructive-foreground hover:opacity-90",
        dangerGhost: "text-destructive hover:bg-destructive-soft",
        link: "h-auto rounded-sm px-0 text-primary-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-sm",
        icon: "size-8 p-0",
        iconSm: "size-7 p-0",
        iconLg: "size-10 p-0",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** shows that the action is under way and takes no second press; the button keeps its place and focus */
  busy?: boolean;
}

export function Button({
  className,
  variant,
  size,
  busy = false,
  type = "button",
  onClick,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonVariants({ variant, size }), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** accessible name, and the tooltip */
  label: string;
  /** key combination for the tooltip, e.g. "⌘K" */
  keys?: string;
  tooltip?: boolean;
  children: ReactNode;
}

/** A button that is only an icon: named for assistive technology and by a tooltip. */
export function IconButton({
  label,
  keys,
  tooltip = true,
  variant = "ghost",
  size = "icon",
  ...props
}: IconButtonProps) {
  return (
    <Button
      variant={variant}
      size={size}
      aria-label={label}
      data-tooltip={tooltip ? label : undefined}
      data-tooltip-keys={keys}
      {...props}
    />
  );
}
