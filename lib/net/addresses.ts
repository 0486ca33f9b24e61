import { BlockList, isIPv4, isIPv6 } from "node:net";

/** @see IANA IPv4 Special-Purpose Address Registry; 192.88.99.0/24 leads to relays of 6to4, which nobody should run. */
const special4 = listOf("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);

/** All that is handed out for the public Internet. Everything beyond, known or yet to come, is not public. */
const global6 = listOf("ipv6", ["2000::/3"]);

/** Inside it: protocols with Teredo and benchmarking, documentation twice, and 6to4, which wraps any IPv4 address. */
const special6 = listOf("ipv6", ["2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16"]);

/**
 * Whether an address belongs to the public Internet. Addresses that stand for an IPv4 address (mapped ones, and those
 * of a NAT64 gateway) are judged by it.
 * @param address as the resolver or the socket says it, without brackets
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.split("%", 1)[0]!;
  if (isIPv4(bare)) return !special4.check(bare, "ipv4");
  if (!isIPv6(bare)) return false;
  const embedded = embeddedIPv4(groupsOf(bare));
  if (embedded) return isPublicAddress(embedded);
  return global6.check(bare, "ipv6") && !special6.check(bare, "ipv6");
}

/** The IPv4 address inside ::ffff:0:0/96 (mapped) and 64:ff9b::/96 (NAT64). @see RFC 4291, RFC 6052 */
function embeddedIPv4(groups: number[]): string | undefined {
  const prefix = groups.slice(0, 6).join(":");
  if (prefix !== "0:0:0:0:0:65535" && prefix !== `${0x64}:${0xff9b}:0:0:0:0`) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
}

/** The eight groups of a valid IPv6 address, however it is spelt. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number) as [number, number, number, number];
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = hexadecimal.split("::");
  const parse = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const first = parse(head);
  const last = parse(tail ?? "");
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

function listOf(family: "ipv4" | "ipv6", networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [base, bits] = network.split("/") as [string, string];
    list.addSubnet(base, Number(bits), family);
  }
  return list;
}
