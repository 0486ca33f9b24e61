export interface SafeLink {
  href: string;
  /** what a person should know before clicking: the host, or the address a mail goes to */
  target: string;
}

const schemes = new Set(["http:", "https:", "mailto:"]);

/** The address of a link that may be followed, or undefined: other schemes and relative addresses stay text. */
export function safeLink(href: string): SafeLink | undefined {
  if (href.length > 4_000 || !/^(?:https?:\/\/|mailto:)/i.test(href)) return undefined;
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  if (!schemes.has(url.protocol)) return undefined;
  return { href: url.href, target: url.protocol === "mailto:" ? url.pathname : url.host };
}
