const MAX_LENGTH = 254;
/** What the part before the @ may hold: anything visible that lists, comments and quotes do not need. */
const LOCAL = /^[^\s\p{C}@,;:<>"()[\]\\]{1,64}$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The one spelling under which an address owns an account: NFKC, trimmed, lower case, the domain in its ASCII form.
 * @returns undefined for anything but a single plain address
 */
export function normaliseEmail(text: string): string | undefined {
  if (text.length > MAX_LENGTH * 2) return undefined;
  const email = text.normalize("NFKC").trim().toLowerCase().normalize("NFKC");
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  if (at < 1 || !LOCAL.test(local)) return undefined;
  const domain = asciiDomain(email.slice(at + 1));
  if (!domain || local.length + 1 + domain.length > MAX_LENGTH) return undefined;
  return `${local}@${domain}`;
}

/** Names such as "münchen.example" in the form the name system knows. */
function asciiDomain(domain: string): string | undefined {
  if (!/^[^\s\p{C}/?#%\\:@[\]]+$/u.test(domain)) return undefined;
  try {
    const { hostname } = new URL(`http://${domain}`);
    return DOMAIN.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}
