import {
  AudioLines,
  ChartNoAxesColumn,
  Clapperboard,
  FlaskConical,
  Image,
  Layers,
  LibraryBig,
  MessageSquare,
  type LucideIcon,
} from "lucide-react";

export interface Studio {
  /** its name's key in the `frame` strings */
  id: "chat" | "images" | "videos" | "speech" | "bench" | "library" | "usage" | "models";
  href: string;
  icon: LucideIcon;
  /** the addresses that belong to it */
  within: RegExp;
  /** has a place of its own in the phone's bottom bar; the others are under "More" */
  onPhone: boolean;
  /** the key of its name there, where that is another */
  phoneName?: "create";
}

/** Every studio, in the order of the rail. A new one is a row here. */
export const studios: readonly Studio[] = [
  { id: "chat", href: "/", icon: MessageSquare, within: /^\/($|(chat|folders)\/|search|archive)/, onPhone: true },
  { id: "images", href: "/images", icon: Image, within: /^\/images/, onPhone: true, phoneName: "create" },
  { id: "videos", href: "/videos", icon: Clapperboard, within: /^\/videos/, onPhone: false },
  {
    id: "speech",
    href: "/speech",
    icon: AudioLines,
    within: /^\/(speech|voices|transcribe)/,
    onPhone: false,
  },
  { id: "bench", href: "/bench", icon: FlaskConical, within: /^\/bench/, onPhone: false },
  { id: "library", href: "/library", icon: LibraryBig, within: /^\/library/, onPhone: true },
  { id: "usage", href: "/usage", icon: ChartNoAxesColumn, within: /^\/usage/, onPhone: true },
  { id: "models", href: "/models", icon: Layers, within: /^\/models/, onPhone: false },
];
